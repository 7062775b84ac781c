package org.examhall.lti.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;

/**
 * What a platform made of our request.
 *
 * <p>Read tolerantly: only the client id has to be there. Source: LTI Dynamic Registration 1.0
 * section 3.6; DR-04.
 *
 * @param deploymentId empty: the first launch names it, and it waits for the administrator
 * @param scopes what was granted; empty: not told
 */
public record RegistrationAnswer(
    String clientId, Optional<String> deploymentId, List<String> scopes) {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti-tool-configuration";

  /** The answer in {@code json}; refused when it gives no client id. */
  public static RegistrationAnswer read(JsonNode json) {
    String clientId = Members.text(json, "client_id");
    if (clientId.isEmpty()) {
      throw new Refused(RegistrationReason.ANSWER_UNREADABLE);
    }
    return new RegistrationAnswer(
        clientId,
        Optional.of(Members.text(json.path(LTI), "deployment_id")).filter(id -> !id.isEmpty()),
        Members.words(json, "scope"));
  }
}
