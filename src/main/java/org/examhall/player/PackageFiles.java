package org.examhall.player;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.ExamVersions;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.serve.PackageFile;
import org.examhall.scorm.serve.PackageFolder;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * {@code GET /package/…}: files of a package, to whoever has the signed address.
 *
 * <p>Everything else is the same 404: an unsigned, foreign or expired address, a path that leads
 * outside, a folder. Files never change, so browsers keep them. The policy lets a package do what
 * exams do (inline scripts, eval, MathJax from its two hosts) and reach nothing else; no service
 * worker, which would outlive the page.
 */
public final class PackageFiles {
  private static final String MATHJAX = "https://cdn.jsdelivr.net https://cdnjs.cloudflare.com";
  private static final String REACH =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' "
          + MATHJAX
          + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' data: blob:;"
          + " font-src 'self' data: "
          + MATHJAX
          + "; connect-src 'self' https://cdn.jsdelivr.net; worker-src 'self' blob:;"
          + " object-src 'none'; base-uri 'none'; frame-ancestors 'self' ";

  private final Db db;
  private final ExamVersions versions;
  private final PackageStore store;
  private final PackageAddress addresses;
  private final InstantSource clock;
  private final Supplier<String> framedBy;

  /** A version's package never changes, so each is looked up once. */
  private final Map<Long, String> packages = new ConcurrentHashMap<>();

  /**
   * Files of this store.
   *
   * @param framedBy Content-Security-Policy sources of who may frame the player around them: each
   *     frame further out counts as an ancestor too
   */
  public PackageFiles(
      Db db,
      ExamVersions versions,
      PackageStore store,
      PackageAddress addresses,
      InstantSource clock,
      Supplier<String> framedBy) {
    this.db = db;
    this.versions = versions;
    this.store = store;
    this.addresses = addresses;
    this.clock = clock;
    this.framedBy = framedBy;
  }

  /** A guard: lets in whoever has a signed address that holds. */
  public void guard(Request request) {
    boolean worker = request.header("Service-Worker").isPresent();
    long versionId = request.pathId("version");
    if (worker || !addresses.opens(versionId, request.path("signature"), clock.instant())) {
      throw new Refused(HttpReason.NOT_FOUND);
    }
  }

  /** The file, or the part of it that was asked for. */
  public Response file(Request request) {
    boolean gzip = request.header("Accept-Encoding").filter(e -> e.contains("gzip")).isPresent();
    boolean range = request.header("Range").isPresent();
    PackageFile file =
        folder(request.pathId("version"))
            .flatMap(
                folder ->
                    decoded(request.path("path")).flatMap(p -> folder.find(p, gzip && !range)))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    return FileAnswer.of(file, request.header("Range"))
        .header("Content-Security-Policy", REACH + framedBy.get());
  }

  private Optional<PackageFolder> folder(long versionId) {
    String known = packages.get(versionId);
    if (known != null) {
      return store.find(known);
    }
    Optional<String> sha256 = db.tx(tx -> versions.find(tx, versionId)).map(ExamVersion::sha256);
    sha256.ifPresent(found -> packages.put(versionId, found));
    return sha256.flatMap(store::find);
  }

  private static Optional<String> decoded(String path) {
    try {
      return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
