package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.examhall.core.attempt.Mode;
import org.examhall.kernel.crypto.Signer;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageFilesIT {
  @TempDir private static Path data;

  private static World world;
  private static RunningApp app;
  private static Wire wire;
  private static String folder;

  @BeforeAll
  static void open() throws IOException {
    Path root = data.resolve("packages").resolve("a".repeat(64));
    write(root.resolve("files/index.html"), "<script>1</script>".getBytes());
    write(root.resolve("gz/index.html"), gzip("<script>1</script>"));
    write(root.resolve("files/resources/a b+c.svg"), "<svg/>".getBytes());
    write(root.resolve("files/movie.mp4"), "0123456789".getBytes());
    write(root.resolve("files/empty.txt"), new byte[0]);
    write(data.resolve("secret.txt"), "secret".getBytes());
    Files.createSymbolicLink(root.resolve("files/link.txt"), data.resolve("secret.txt"));
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_DATA_DIR", data.toString()));
    wire = new Wire(app);
    String launch = wire.session(Sitting.in(world), Mode.NORMAL).path("launch").asText();
    folder = launch.substring(0, launch.lastIndexOf('/') + 1);
  }

  @AfterAll
  static void close() {
    app.close();
    world.close();
  }

  @Test
  @Requirement({"I18", "I41"})
  void aFileComesWithItsTypeForEverAndFencedIn() {
    var page = wire.get(folder + "index.html");

    assertEquals(200, page.statusCode());
    assertEquals("<script>1</script>", page.body());
    assertEquals("text/html;charset=utf-8", header(page, "Content-Type"));
    assertEquals("nosniff", header(page, "X-Content-Type-Options"));
    assertEquals("private, max-age=31536000, immutable", header(page, "Cache-Control"));
    String policy = header(page, "Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'self'; script-src 'self' 'unsafe-inline'"), policy);
    assertTrue(
        policy.contains("object-src 'none'; base-uri 'none'; frame-ancestors 'self' "), policy);
  }

  @Test
  void theSmallerFormIsSentToWhoeverTakesIt() throws IOException {
    var page = wire.get(folder + "index.html", "Accept-Encoding", "br, gzip");

    assertEquals("gzip", header(page, "Content-Encoding"));
    assertEquals("Accept-Encoding", header(page, "Vary"));
    assertEquals(
        Integer.toString(gzip("<script>1</script>").length), header(page, "Content-Length"));
  }

  @Test
  @Requirement("I18")
  void namesAreDecodedAsTheyAreInAddressesAndTypesAreNotGuessed() {
    var image = wire.get(folder + "resources/a%20b+c.svg?query=1");

    assertEquals(200, image.statusCode());
    assertEquals("image/svg+xml", header(image, "Content-Type"));
    assertEquals("nosniff", header(image, "X-Content-Type-Options"));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-2, 206, 89, bytes 8-9/10",
    "bytes=-20, 206, 0123456789, bytes 0-9/10",
    "bytes=4-99, 206, 456789, bytes 4-9/10",
    "bytes=10-, 416, '', bytes */10",
    "bytes=4-2, 200, 0123456789, ''",
    "'bytes=0-1,3-4', 200, 0123456789, ''",
    "pages=1-2, 200, 0123456789, ''"
  })
  void aFilmCanBeWoundForward(String range, int status, String body, String contentRange) {
    var part = wire.get(folder + "movie.mp4", "Range", range);

    assertEquals(status, part.statusCode());
    assertEquals(body, part.body());
    assertEquals(contentRange, header(part, "Content-Range"));
  }

  @Test
  void anEmptyFileIsOne() {
    assertEquals(200, wire.get(folder + "empty.txt").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "resources/",
        "resources",
        "missing.js",
        "INDEX.HTML",
        "../gz/index.html",
        "..%2fgz%2findex.html",
        "%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.txt",
        "..%5c..%5csecret.txt",
        "%00",
        "index.html%00",
        "link.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd"
      })
  @Requirement("I18")
  void nothingElseIsServed(String path) {
    var answer = wire.get(folder + path);

    assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, answer::toString);
    assertEquals(-1, answer.body().indexOf("secret"));
  }

  @Test
  @Requirement("I18")
  void withoutItsSignatureThereIsNoPackage() {
    String version = folder.split("/")[2];

    assertEquals(404, wire.get("/package/" + version + "/index.html").statusCode());
    assertEquals(404, wire.get("/package/" + version + "/20000.x/index.html").statusCode());
    assertEquals(404, wire.get(folder.replace(".", ".x") + "index.html").statusCode());
  }

  @Test
  @Requirement("I18")
  void anotherStudentsAddressOpensNoOtherPackage() {
    String version = folder.split("/")[2];
    String other = wire.session(Sitting.in(world), Mode.NORMAL).path("launch").asText();

    var answer = wire.get(other.replaceFirst("/package/\\d+/", "/package/" + version + "/"));

    assertEquals(404, answer.statusCode());
  }

  @Test
  @Requirement("I18")
  void anAddressOpensNothingOnTheDayAfterItsLast() {
    long version = Long.parseLong(folder.split("/")[2]);
    PackageAddress ours = new PackageAddress(new Signer(World.SECRET_KEY));
    Instant now = Instant.now();

    String good = ours.folder(version, now);
    String expired = ours.folder(version, now.minus(Duration.ofDays(2)));

    assertEquals(200, wire.get(good + "index.html").statusCode());
    assertEquals(404, wire.get(expired + "index.html").statusCode());
  }

  @Test
  @Requirement("I18")
  void whatIsNotThereIsToldAsWhatIsNotAllowed() {
    String version = folder.split("/")[2];

    String missing = wire.get(folder + "missing.js").body();
    String guessed = wire.get("/package/" + version + "/20000.x/index.html").body();
    String noVersion = wire.get(folder.replaceFirst("\\d+", "999999") + "index.html").body();

    assertEquals(withoutReference(missing), withoutReference(guessed));
    assertEquals(withoutReference(missing), withoutReference(noVersion));
  }

  @Test
  @Requirement("I16")
  void aPackageGetsNoServiceWorker() {
    var worker = wire.get(folder + "index.html", "Service-Worker", "script");

    assertEquals(404, worker.statusCode());
  }

  @Test
  @Requirement("I16")
  void packagesAndThePlayerAreNotOnTheAppsOrigin() {
    Wire onApp = new Wire(app.app());

    assertEquals(404, onApp.get(folder + "index.html").statusCode());
    assertEquals(404, onApp.get("/play/").statusCode());
  }

  private static String withoutReference(String page) {
    return page.replaceAll("\\b[2-9A-Z]{8}\\b", "");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes());
    }
    return bytes.toByteArray();
  }
}
