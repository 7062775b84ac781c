package org.examhall.web.lti;

import org.examhall.bridge.launch.OpenedLaunch;
import org.examhall.bridge.selection.SelectionAnswer;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.web.http.LaunchCookie;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.instructor.SelectPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a browser goes after a launch of either version: on to its pages, or back to the LMS. */
final class AfterLaunch {
  private static final Logger LOG = LoggerFactory.getLogger(AfterLaunch.class);

  private final Messages messages;

  AfterLaunch(Messages messages) {
    this.messages = messages;
  }

  /** On to the pages of the launch, with its cookie. */
  static Response on(Request request, OpenedLaunch launch) {
    Response response = Response.redirect("/l/" + launch.id() + "/");
    LaunchCookie.surplus(request).forEach(response::cookie);
    return response.cookie(LaunchCookie.of(launch.id(), launch.token()));
  }

  /** Back to the LMS, with words for the person and a line for its log. Source: RT-03, LA-19. */
  Response back(Request request, ReturnUrl to, Refused refused) {
    note(refused);
    return Response.redirect(to.withError(words(request, refused), log(request, refused)));
  }

  /** Back to the LMS with the answer of a selection, which says why nothing comes of it. */
  static Response back(SelectionAnswer answer, Refused refused) {
    note(refused);
    return SelectPage.back(answer);
  }

  /** Why, for the person. */
  String words(Request request, Refused refused) {
    return messages.text(
        request.language(), refused.reason().messageKey(), refused.details().toArray());
  }

  /** Why, for the platform's log: a name, and the number under which the admin finds it. */
  static String log(Request request, Refused refused) {
    return refused.reason() + " " + request.reference();
  }

  /** Whoever is sent back sees no error page, so ErrorFilter writes no line about them. */
  private static void note(Refused refused) {
    LOG.info("launch sent back to the LMS, refused: {}", refused.reason());
  }
}
