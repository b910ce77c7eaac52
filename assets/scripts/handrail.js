// Progressive enhancement only: every page works without this file.
import {
  Button, CharacterCount, Checkboxes, createAll, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  SkipLink,
} from "govuk-frontend";
import { warnBeforeLeaving } from "./leaving.js";
import { openForPrint, openOnDesk } from "./folds.js";

for (const component of [
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios, SkipLink,
]) {
  createAll(component);
}
warnBeforeLeaving();
openOnDesk();
openForPrint();
