package org.examhall.lti.contentitem;

import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.launch.Launch11;
import org.examhall.lti.launch.LaunchTerms;
import org.examhall.lti.launch.NamedValues;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.oauth.Verified;
import org.examhall.lti.role.LaunchRole;
import org.examhall.lti.role.Roles;

/**
 * A verified {@code ContentItemSelectionRequest}, read: a teacher of {@code course} is to choose
 * something.
 *
 * <p>It has no resource link. Source: LTI Content-Item Message 1.0 section 3.
 *
 * @param title suggested for what is chosen
 * @param text suggested beside it
 */
public record SelectionRequest(
    String consumerKey,
    Launch11.Course course,
    Launch11.Person person,
    Optional<String> locale,
    SelectionReturn returnTo,
    Optional<String> title,
    Optional<String> text,
    NamedValues custom,
    NamedValues ext) {
  private static final String MESSAGE_TYPE = "ContentItemSelectionRequest";

  /** Whether a message is such a request at all. */
  public static boolean is(Verified message) {
    return message.body().all("lti_message_type").contains(MESSAGE_TYPE);
  }

  /**
   * Reads a verified message.
   *
   * <p>Errors: {@code Refused} with a fault: no such request, a required field is missing, or
   * whoever asks does not teach here.
   */
  public static SelectionRequest read(Verified message, LaunchTerms terms) {
    Parameters body = message.body();
    if (!is(message)) {
      throw new Refused(Fault.MESSAGE_TYPE_WRONG);
    }
    terms.requireVersion(body);
    requireUnambiguous(body);
    SelectionReturn returnTo = returnTo(body);
    requireStaff(body, terms);
    Parameters all = body.plus(message.query());
    return new SelectionRequest(
        message.consumerKey(),
        Launch11.Course.of(body),
        Launch11.Person.of(body),
        body.text("launch_presentation_locale"),
        returnTo,
        body.text("title"),
        body.text("text"),
        NamedValues.custom(all),
        NamedValues.ext(all));
  }

  private static SelectionReturn returnTo(Parameters body) {
    String url =
        ReturnUrl.kept(required(body, "content_item_return_url"))
            .map(ReturnUrl::plain)
            .orElseThrow(() -> new Refused(Fault.SELECTION_INCOMPLETE, "content_item_return_url"));
    return new SelectionReturn(
        url,
        SelectionReturn.list(required(body, "accept_media_types")),
        SelectionReturn.list(required(body, "accept_presentation_document_targets")),
        body.text("accept_multiple").filter("true"::equalsIgnoreCase).isPresent(),
        body.first("data"));
  }

  private static String required(Parameters body, String name) {
    return body.text(name).orElseThrow(() -> new Refused(Fault.SELECTION_INCOMPLETE, name));
  }

  private static void requireUnambiguous(Parameters body) {
    for (String name :
        new String[] {"content_item_return_url", "user_id", "roles", "context_id", "data"}) {
      if (body.all(name).stream().distinct().count() > 1) {
        throw new Refused(Fault.FIELD_AMBIGUOUS, name);
      }
    }
  }

  private static void requireStaff(Parameters body, LaunchTerms terms) {
    Roles roles = Roles.parse(body.first("roles").orElse(""));
    if (roles.role(terms.adminsAreStaff()) != LaunchRole.INSTRUCTOR) {
      throw new Refused(Fault.SELECTION_BY_OTHERS);
    }
  }
}
