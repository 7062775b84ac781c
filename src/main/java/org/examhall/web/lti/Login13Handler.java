package org.examhall.web.lti;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.examhall.bridge.launch.BeginLogin;
import org.examhall.bridge.launch.BegunLogin;
import org.examhall.bridge.launch.KeepRefusal;
import org.examhall.bridge.launch.PlatformStorage;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.login.LoginRequest;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.lti.oauth.FormParser;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * Where a platform's login of LTI 1.3 begins: remembers it and sends the browser on to the
 * platform.
 *
 * <p>Where the platform offers storage, a page puts the login's secret there first. Source: LI-*,
 * PS-01.
 */
public final class Login13Handler {
  private static final int MOST_BYTES = 64 * 1024;

  private final BeginLogin begin;
  private final KeepRefusal keep;
  private final FormParser forms = FormParser.ofLaunches();

  /** Begins with {@code begin}; has refusals kept by {@code keep}. */
  public Login13Handler(BeginLogin begin, KeepRefusal keep) {
    this.begin = begin;
    this.keep = keep;
  }

  /**
   * What the template reads.
   *
   * @param next where the browser goes after, or without, the platform's storage
   */
  public record StorageModel(PlatformStorage storage, String secret, String next) {}

  /** GET or POST of a login. */
  public Response login(Request request) throws IOException {
    Diagnosis seen = Diagnosis.NONE;
    try {
      LoginRequest login = LoginRequest.read(forms.parse(query(request.servlet())));
      seen = LaunchPicture.of(login);
      return answer(begin.run(login));
    } catch (Refused refused) {
      keep.run(request.reference(), request.remoteAddress(), refused, seen);
      throw refused;
    }
  }

  private static Response answer(BegunLogin login) {
    Response response =
        login
            .storage()
            .map(storage -> page(storage, login))
            .orElseGet(() -> Response.redirect(login.authorizationUrl()).status(302));
    return response.cookie(StateCookie.of(login.state(), login.browserSecret()));
  }

  private static Response page(PlatformStorage storage, BegunLogin login) {
    return Response.page(
        "lti/store", new StorageModel(storage, login.browserSecret(), login.authorizationUrl()));
  }

  /** A platform's own query in our login address, and its form: whichever it uses. */
  private static String query(HttpServletRequest servlet) throws IOException {
    String query = Optional.ofNullable(servlet.getQueryString()).orElse("");
    if (!servlet.getMethod().equals("POST")) {
      return query;
    }
    byte[] body = servlet.getInputStream().readNBytes(MOST_BYTES);
    return query + (query.isEmpty() ? "" : "&") + new String(body, StandardCharsets.US_ASCII);
  }
}
