package org.examhall.scorm.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.scorm.Unpacked;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.serve.PackagePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what a manifest says to the page that starts. */
class LaunchTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "index.html||index.html",
        "./index.html||index.html",
        "a/../index.html||index.html",
        "a\\page.html||a/page.html",
        "my%20page.html||my%20page.html",
        "my page.html||my%20page.html",
        "100%.html||100%25.html",
        "index.html?a=1|?b=2|index.html?a=1&b=2",
        "index.html|b=2|index.html?b=2",
        "index.html|&b=2|index.html?b=2",
        "index.html|#two|index.html#two",
        "index.html#one|#two|index.html#one",
        "index.html|name=\"<x>\"|index.html?name=%22%3Cx%3E%22"
      })
  void anAddressIsResolved(String href, String parameters, String address) throws IOException {
    Launch launch =
        Launch.resolve(folder().folder(), List.of(), href, parameters == null ? "" : parameters);

    assertEquals(address, launch.address());
  }

  @Test
  void basesComeBeforeTheAddress() throws IOException {
    Launch launch = Launch.resolve(folder().folder(), List.of("x/", "../a/"), "page.html", "");

    assertEquals("a/page.html", launch.address());
  }

  @Test
  void namesOutsideAsciiAreFoundAndEncoded() throws IOException {
    Unpacked unpacked = new Unpacked(root);
    PackagePath name = PackagePath.of("\u00fcbung.html");
    unpacked.with(name.below(Path.of("")).toString(), "x");

    Launch launch = Launch.resolve(unpacked.folder(), List.of(), "%C3%BCbung.html", "");

    assertEquals(name, launch.file());
    assertEquals("%C3%BCbung.html", launch.address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/x.html",
        "//example.org/x.html",
        "/index.html",
        "\\\\host\\x.html",
        "javascript:alert(1)",
        "../index.html",
        "a/../../index.html"
      })
  void anAddressOutsideThePackageIsRefused(String href) throws IOException {
    Unpacked unpacked = folder();

    Refused refused =
        assertThrows(Refused.class, () -> Launch.resolve(unpacked.folder(), List.of(), href, ""));

    assertEquals(PackageReason.LAUNCH_OUTSIDE, refused.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent.html", "a", "INDEX.HTML", "", "%2e%2e/index.html"})
  void anAddressOfNoFileIsRefused(String href) throws IOException {
    Unpacked unpacked = folder();

    Refused refused =
        assertThrows(Refused.class, () -> Launch.resolve(unpacked.folder(), List.of(), href, ""));

    assertEquals(PackageReason.LAUNCH_MISSING, refused.reason());
  }

  private Unpacked folder() throws IOException {
    return new Unpacked(root)
        .with("index.html", "x")
        .with("my page.html", "x")
        .with(PackagePath.of("100%.html").below(Path.of("")).toString(), "x")
        .with("a/page.html", "x");
  }
}
