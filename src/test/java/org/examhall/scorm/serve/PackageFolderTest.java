package org.examhall.scorm.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.examhall.scorm.Unpacked;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file an address means, and which it never means. */
class PackageFolderTest {
  @TempDir private Path root;
  private PackageFolder folder;

  @BeforeEach
  void unpack() throws IOException {
    folder =
        new Unpacked(root.resolve("package"))
            .with("index.html", "<p>Hello")
            .with("a/exam.js", "plain")
            .folder();
    Files.createDirectories(folder.compressed().resolve("a"));
    Files.writeString(folder.compressed().resolve("a/exam.js"), "gz");
    Files.writeString(folder.upload(), "zip");
  }

  @Test
  void aFileIsFoundWithItsType() {
    PackageFile file = folder.find("index.html", true).orElseThrow();

    assertEquals("text/html;charset=utf-8", file.contentType());
    assertFalse(file.gzip());
    assertEquals(8, file.bytes());
  }

  @Test
  void theSmallerFormGoesToThoseWhoTakeIt() {
    PackageFile compressed = folder.find("a/exam.js", true).orElseThrow();
    PackageFile plain = folder.find("a/exam.js", false).orElseThrow();

    assertTrue(compressed.gzip());
    assertEquals(2, compressed.bytes());
    assertEquals("text/javascript;charset=utf-8", compressed.contentType());
    assertFalse(plain.gzip());
    assertEquals(5, plain.bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a",
        "a/",
        ".",
        "..",
        "../package.zip",
        "a/../../package.zip",
        "../gz/a/exam.js",
        "/etc/passwd",
        "a\\exam.js",
        "a//exam.js",
        "index.html/x",
        "INDEX.HTML",
        "index.html\0.js",
        "%2e%2e/package.zip",
        "absent.js"
      })
  @Requirement("I18")
  void noOtherAddressFindsAnything(String path) {
    Optional<PackageFile> file = folder.find(path, true);

    assertEquals(Optional.empty(), file);
  }

  @Test
  @Requirement("I18")
  void aLinkIsNotFollowedWhereverItStands() throws IOException {
    Path secret = Files.writeString(root.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.files().resolve("link.txt"), secret);
    Files.createSymbolicLink(folder.files().resolve("up"), root);

    Optional<PackageFile> file = folder.find("link.txt", true);
    Optional<PackageFile> below = folder.find("up/secret.txt", true);

    assertEquals(Optional.empty(), file);
    assertEquals(Optional.empty(), below);
  }

  @Test
  void aDataFolderBehindALinkIsFine() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("elsewhere"), folder.root());

    Optional<PackageFile> file = new PackageFolder(link).find("index.html", true);

    assertTrue(file.isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "a.html,text/html;charset=utf-8",
    "A.HTML,text/html;charset=utf-8",
    "a.min.js,text/javascript;charset=utf-8",
    "a.svg,image/svg+xml",
    "a.woff2,font/woff2",
    "source.exam,text/plain;charset=utf-8",
    "imsmanifest.xml,application/xml",
    "noextension,application/octet-stream",
    "a.,application/octet-stream",
    "a.php,application/octet-stream",
    "html,application/octet-stream"
  })
  @Requirement("I18")
  void typesComeFromAFixedTable(String name, String type) {
    assertEquals(type, ContentTypes.of(name));
  }
}
