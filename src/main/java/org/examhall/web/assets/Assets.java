package org.examhall.web.assets;

import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * Answers {@code /assets/…}: for ever cacheable under the current version's address, to be asked
 * again under any other.
 */
public final class Assets {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private final AssetFolder folder;

  /** Serves {@code folder}. */
  public Assets(AssetFolder folder) {
    this.folder = folder;
  }

  /** The file that {@code path} names, with or without a version before it. */
  public Response file(Request request) {
    String path = request.path("path");
    String name = path.replaceFirst("^v-[0-9a-f]+/", "");
    Asset asset = folder.find(name).orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    boolean current = path.startsWith(folder.version() + "/");
    String tag = "\"" + folder.version() + "\"";
    Response response =
        request.header("If-None-Match").filter(tag::equals).isPresent()
            ? Response.body(unused -> {}).status(304)
            : send(request, asset);
    return response
        .header("Cache-Control", current ? FOR_EVER : ASK_AGAIN)
        .header("ETag", tag)
        .header("Vary", "Accept-Encoding");
  }

  private static Response send(Request request, Asset asset) {
    boolean gzip =
        asset.shrinks()
            && request.header("Accept-Encoding").filter(e -> e.contains("gzip")).isPresent();
    byte[] bytes = gzip ? asset.gzipped() : asset.plain();
    Response response =
        Response.body(
            answer -> {
              answer.setContentType(asset.contentType());
              answer.setContentLength(bytes.length);
              answer.getOutputStream().write(bytes);
            });
    return gzip ? response.header("Content-Encoding", "gzip") : response;
  }
}
