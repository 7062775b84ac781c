package org.examhall.scorm.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.scorm.problem.PackageReason;

/** Says what an upload without a manifest seems to be, so that its owner knows what went wrong. */
final class Contents {
  private static final int LOOK_DEPTH = 6;

  /** Telltale files in lower case, the surest first. */
  private static final Map<String, String> TELLTALES = telltales();

  private final Path files;

  Contents(Path files) {
    this.files = files;
  }

  private static Map<String, String> telltales() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("imsmanifest.xml", "a package whose manifest's name is not in lower case");
    words.put("cmi5.xml", "a cmi5 package, which needs another kind of LMS");
    words.put("tincan.xml", "an xAPI (Tin Can) package");
    words.put("h5p.json", "an H5P activity");
    words.put("source.exam", "a Numbas exam exported without SCORM; choose the SCORM download");
    words.put("moodle_backup.xml", "a Moodle backup");
    words.put("[content_types].xml", "an Office document");
    words.put("mimetype", "an e-book or an office document");
    words.put("index.html", "a web site");
    words.put("index.htm", "a web site");
    return words;
  }

  Refused withoutManifest() throws IOException {
    List<Path> found = list();
    Optional<Path> deeper =
        found.stream()
            .filter(path -> path.getNameCount() > 1)
            .filter(path -> path.endsWith("imsmanifest.xml"))
            .findFirst()
            .map(Path::getParent);
    return deeper
        .map(PackageReason.MANIFEST_IN_FOLDER::refuse)
        .orElseGet(() -> PackageReason.NO_MANIFEST.refuse(describe(found)));
  }

  private static String describe(List<Path> found) {
    List<String> names =
        found.stream().map(path -> path.toString().toLowerCase(Locale.ROOT)).toList();
    return TELLTALES.entrySet().stream()
        .filter(telltale -> names.contains(telltale.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> byEnding(names, ".au", "an AICC package"))
        .or(() -> byEnding(names, ".html", "a web site"))
        .or(() -> byEnding(names, ".zip", "a zip file of other zip files"))
        .orElseGet(() -> "a collection of " + names.size() + " other files");
  }

  private static Optional<String> byEnding(List<String> names, String ending, String words) {
    return names.stream().filter(name -> name.endsWith(ending)).map(name -> words).findFirst();
  }

  /** The files, those near the top first. */
  private List<Path> list() throws IOException {
    try (Stream<Path> all = Files.walk(files, LOOK_DEPTH)) {
      return all.filter(Files::isRegularFile)
          .map(files::relativize)
          .sorted((a, b) -> Integer.compare(a.getNameCount(), b.getNameCount()))
          .toList();
    }
  }
}
