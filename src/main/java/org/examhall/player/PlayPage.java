package org.examhall.player;

import java.net.URI;
import java.util.function.Supplier;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * {@code GET /play/}: the player's page.
 *
 * <p>The same for everybody; what it shows comes with the ticket in its fragment, which no server
 * sees. Its policy allows our own scripts and the package's frame, and nothing else.
 */
public final class PlayPage {
  private final String html;
  private final String policy;
  private final Supplier<String> framedBy;

  /**
   * The page.
   *
   * @param html as it is stored
   * @param framedBy Content-Security-Policy sources of who may frame it, besides the app
   */
  public PlayPage(String html, URI appUrl, URI contentUrl, Supplier<String> framedBy) {
    this.html = html;
    this.policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self' "
            + contentUrl.toString().replaceFirst("^http", "ws")
            + "; frame-src 'self'; form-action 'none'; base-uri 'none';"
            // The package reaches this page: what it may not do, this page may not either.
            + " sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-popups"
            + " allow-downloads;"
            + " frame-ancestors 'self' "
            + appUrl
            + " ";
    this.framedBy = framedBy;
  }

  /** The page with its policy. */
  public Response show(Request request) {
    return Response.text("text/html", html)
        .header("Content-Security-Policy", policy + framedBy.get())
        .header("Cache-Control", "no-cache");
  }
}
