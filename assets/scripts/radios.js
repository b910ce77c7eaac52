// GOV.UK's radios without aria-expanded: the attribute is not allowed on a radio, and readers announce it oddly.
import { Radios } from "govuk-frontend";

export class QuietRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}
