package org.examhall.scorm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.manifest.Manifest;
import org.examhall.scorm.manifest.ManifestReader;
import org.examhall.scorm.numbas.ExamSource;
import org.examhall.scorm.numbas.NumbasExam;
import org.examhall.scorm.numbas.NumbasReader;
import org.examhall.scorm.numbas.PlainText;
import org.examhall.scorm.serve.PackageFolder;

/**
 * Says what an unpacked package is.
 *
 * <p>Errors: {@code Refused} with a {@code PackageReason} when it cannot be run here. Threads: any.
 */
public final class PackageReader {
  private static final String UNTITLED = "Untitled exam";

  private final ManifestReader manifests = new ManifestReader();
  private final NumbasReader numbasExams;

  public PackageReader(Json json) {
    this.numbasExams = new NumbasReader(json);
  }

  /** The facts of the package in that folder. */
  public PackageFacts run(String sha256, PackageFolder folder) throws IOException {
    Manifest manifest = manifests.read(folder);
    boolean one = manifest.activities().isEmpty();
    Optional<NumbasExam> numbas = one ? numbasExams.find(folder) : Optional.empty();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder.files())) {
      files = all.filter(Files::isRegularFile).toList();
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return new PackageFacts(
        sha256,
        manifest.edition(),
        title(manifest, numbas),
        manifest.launch(),
        manifest.launchData(),
        manifest.masteryScore(),
        manifest.activities(),
        numbas,
        files.size(),
        bytes);
  }

  /** Numbas writes its titles in HTML; other titles are text already, "x < 3" included. */
  private static String title(Manifest manifest, Optional<NumbasExam> numbas) {
    Optional<String> fromManifest =
        manifest.title().map(numbas.isPresent() ? PlainText::of : PlainText::line);
    return numbas
        .flatMap(NumbasExam::source)
        .map(ExamSource::title)
        .filter(title -> !title.isEmpty())
        .or(() -> fromManifest.filter(title -> !title.isEmpty()))
        .orElse(UNTITLED);
  }
}
