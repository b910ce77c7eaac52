// Progressive enhancement only: every page works without this file.
import {
  Button, CharacterCount, Checkboxes, createAll, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, SkipLink,
} from "govuk-frontend";
import { QuietRadios } from "./radios.js";
import { warnBeforeLeaving } from "./leaving.js";
import { showWhileSending } from "./sending.js";
import { waitForSignal } from "./offline.js";
import { watchSessionEnd } from "./session_end.js";
import { usePasskeys } from "./passkeys.js";
import { followProgress } from "./follow.js";
import { foldOnPhone, foldTabs, followMovedPart, openForPrint, openOnDesk } from "./folds.js";

for (const component of [
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, QuietRadios, SkipLink,
]) {
  createAll(component);
}
waitForSignal();
warnBeforeLeaving();
showWhileSending();
followMovedPart();
foldTabs();
openOnDesk();
foldOnPhone();
openForPrint();
watchSessionEnd();
usePasskeys();
followProgress();
