package org.examhall.web.parts;

import java.net.URI;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Where the exam player is; it takes a one-use ticket in the fragment, which no server sees. */
public final class PlayerAddress {
  private final URI contentOrigin;

  /** On the content origin. */
  public PlayerAddress(URI contentOrigin) {
    this.contentOrigin = contentOrigin;
  }

  /** Sends the browser to the player with {@code ticket}, to go on in the page's language. */
  public Response open(Request request, String ticket) {
    String language = request.language().getLanguage();
    String query = language.equals("en") ? "" : "?lang=" + language;
    return Response.redirect(contentOrigin + "/play/" + query + "#t=" + ticket);
  }
}
