package org.examhall.web.lti;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.examhall.bridge.launch.Arrival13;
import org.examhall.bridge.launch.PlatformStorage;
import org.examhall.bridge.launch.VerifyLaunch13;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;
import org.examhall.lti.login.PlatformError;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.Parameters;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * Where launches of LTI 1.3 arrive: our one redirect URI.
 *
 * <p>A browser that brings the login's cookie goes straight on. One that does not, asks the
 * platform's storage if there is one, and else begins again in a window of its own; until then
 * nothing follows from the token. Source: LA-*, PS-02, PS-05.
 */
public final class Launch13Handler {
  private static final int MOST_BYTES = 256 * 1024;

  private final VerifyLaunch13 verify;
  private final OpenLaunch13 open;
  private final LaunchPicture picture;
  private final FormParser forms = FormParser.ofLaunches();

  /** Verifies and opens with these. */
  Launch13Handler(VerifyLaunch13 verify, OpenLaunch13 open, LaunchPicture picture) {
    this.verify = verify;
    this.open = open;
    this.picture = picture;
  }

  /**
   * What the page reads that asks the platform's storage.
   *
   * @param state and the token and ticket come back with what the storage gives
   * @param login begins again in a window of its own, where the storage gives nothing
   */
  public record AskModel(
      PlatformStorage storage, String state, String idToken, String ticket, String login) {}

  /** What the page reads that offers a window of its own; {@code login} begins there again. */
  public record WindowModel(String login) {}

  /** POST of a launch. */
  public Response launch(Request request) throws IOException {
    Parameters form = Parameters.NONE;
    try {
      form = read(request.servlet());
      return arrive(request, form);
    } catch (Refused refused) {
      open.keep(request, refused, picture.of(form));
      throw refused;
    }
  }

  /** POST of the page that asked the platform's storage. */
  public Response resume(Request request) throws IOException {
    Parameters form = Parameters.NONE;
    try {
      form = read(request.servlet());
      Arrival13 arrival =
          verify.resume(
              state(form),
              required(form, "id_token", Fault13.TOKEN_MISSING),
              required(form, "ticket", Fault13.STATE_OF_ANOTHER_BROWSER),
              required(form, "secret", Fault13.STATE_OF_ANOTHER_BROWSER));
      return open.inWindow(request, arrival, seen(form));
    } catch (Refused refused) {
      open.keep(request, refused, picture.of(form));
      throw refused;
    }
  }

  private Response arrive(Request request, Parameters form) {
    PlatformError.read(form)
        .ifPresent(
            error -> {
              form.text("state").ifPresent(verify::spend);
              throw error.refused();
            });
    String state = state(form);
    String token = required(form, "id_token", Fault13.TOKEN_MISSING);
    Arrival13 arrival = verify.run(state, token, request.cookie(StateCookie.nameOf(state)));
    return arrival.isBound()
        ? open.here(request, arrival, seen(form)).cookie(StateCookie.gone(state))
        : unbound(arrival, token);
  }

  private Response unbound(Arrival13 arrival, String token) {
    String login = arrival.login().loginPath();
    return arrival
        .storage()
        .map(
            storage ->
                Response.page(
                    "lti/ask",
                    new AskModel(storage, arrival.state(), token, verify.ticket(arrival), login)))
        .orElseGet(() -> Response.page("lti/window", new WindowModel(login)));
  }

  /** Taken apart only where the launch is refused. */
  private Supplier<Diagnosis> seen(Parameters form) {
    return () -> picture.of(form);
  }

  private static String state(Parameters form) {
    return required(form, "state", Fault13.STATE_MISSING);
  }

  private static String required(Parameters form, String name, Fault13 missing) {
    return form.text(name).orElseThrow(() -> new Refused(missing));
  }

  private Parameters read(HttpServletRequest servlet) throws IOException {
    String type = Optional.ofNullable(servlet.getContentType()).orElse("");
    if (!type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      throw new Refused(Fault13.LAUNCH_NOT_A_FORM);
    }
    return forms.parse(servlet.getInputStream().readNBytes(MOST_BYTES + 1));
  }
}
