package org.examhall.scorm.numbas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.serve.PackageFolder;

/**
 * Tells whether an unpacked package is a Numbas exam and what it says about itself.
 *
 * <p>Never refuses: broken or missing files only leave facts unknown. Threads: any.
 */
public final class NumbasReader {
  private static final long MAX_BYTES = 32 << 20;

  private final Json json;

  public NumbasReader(Json json) {
    this.json = json;
  }

  /** Empty when nothing in the package says Numbas. */
  public Optional<NumbasExam> find(PackageFolder folder) throws IOException {
    Optional<String> manifestText = text(folder, "numbas-manifest.json");
    Optional<String> sourceText = text(folder, "source.exam");
    if (manifestText.isEmpty() && sourceText.isEmpty()) {
      return Optional.empty();
    }
    JsonNode manifest = manifestText.flatMap(json::tree).orElse(MissingNode.getInstance());
    return Optional.of(
        new NumbasExam(
            Keys.word(manifest, "Numbas_version"),
            Keys.text(manifest, "edit_url")
                .filter(url -> url.matches("(?i)https?://[\\x21-\\x7e]{1,2000}")),
            Keys.word(manifest, "locale"),
            sourceText.flatMap(new SourceReader(json)::read)));
  }

  private static Optional<String> text(PackageFolder folder, String name) throws IOException {
    Path file = folder.files().resolve(name);
    return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
        ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
