package org.examhall.web.lti;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.examhall.bridge.launch.BeginLogin;
import org.examhall.bridge.launch.BegunLogin;
import org.examhall.bridge.launch.KeepRefusal;
import org.examhall.bridge.launch.PlatformStorage;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.login.LoginRequest;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.Parameters;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * Where a platform's login of LTI 1.3 begins: remembers it and sends the browser on to the
 * platform.
 *
 * <p>Where the platform offers storage, a page puts the login's secret there first. In a frame
 * without storage a redirect to ourselves shows whether cookies come back. If not, a window is
 * offered before the platform is asked: Canvas and Moodle answer each hint once, so after that it
 * would be too late. Source: LI-*, PS-01, PS-05.
 */
public final class Login13Handler {
  private static final int MOST_BYTES = 64 * 1024;
  private static final String TRIED = "framed";
  private static final String REGISTRATION = "registration";

  /** A request line may have 8 KB, as NGINX comes. */
  private static final int MOST_IN_ADDRESS = 7_500;

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
   * @param next where the browser goes after the platform's storage
   * @param without where it goes when that storage gives no sign
   */
  public record StorageModel(PlatformStorage storage, String secret, String next, String without) {}

  /** GET or POST of a login, perhaps at the address of one registration. */
  public Response login(Request request) throws IOException {
    Diagnosis seen = Diagnosis.NONE;
    try {
      Parameters sent = forms.parse(query(request.servlet()));
      LoginRequest read = LoginRequest.read(sent);
      seen = LaunchPicture.of(read);
      LoginRequest login = request.findPath(REGISTRATION).isEmpty() ? read : named(request, read);
      return needsTrial(request, login)
          ? trial(login, sent.text(TRIED).isPresent())
          : answer(login, begin.run(login));
    } catch (Refused refused) {
      keep.run(request.reference(), request.remoteAddress(), refused, seen);
      throw refused;
    }
  }

  private LoginRequest named(Request request, LoginRequest read) {
    return begin.named(request.pathId(REGISTRATION), read);
  }

  private static boolean needsTrial(Request request, LoginRequest login) {
    return request.header("Sec-Fetch-Dest").filter("iframe"::equals).isPresent()
        && login.storageTarget().isEmpty()
        && login.query().length() <= MOST_IN_ADDRESS
        && !FramedCookie.isIn(request);
  }

  private static Response trial(LoginRequest login, boolean isOver) {
    return isOver
        ? Response.page(
            "lti/window",
            new Launch13Handler.WindowModel(ToolAddresses.LOGIN_PATH + "?" + login.query()))
        : Response.redirect(tried(login)).cookie(FramedCookie.fresh());
  }

  private static Response answer(LoginRequest login, BegunLogin begun) {
    Response response =
        begun
            .storage()
            .map(storage -> page(storage, login, begun))
            .orElseGet(() -> Response.redirect(begun.authorizationUrl()).status(302));
    return response.cookie(StateCookie.of(begun.state(), begun.browserSecret()));
  }

  private static Response page(PlatformStorage storage, LoginRequest login, BegunLogin begun) {
    return Response.page(
            "lti/store",
            new StorageModel(
                storage, begun.browserSecret(), begun.authorizationUrl(), tried(login)))
        .cookie(FramedCookie.fresh());
  }

  /** The same login after the browser was given a cookie. */
  private static String tried(LoginRequest login) {
    return ToolAddresses.LOGIN_PATH + "?" + login.query() + "&" + TRIED + "=1";
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
