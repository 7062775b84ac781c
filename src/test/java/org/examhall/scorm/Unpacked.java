package org.examhall.scorm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.examhall.scorm.serve.PackageFolder;

/** A package folder filled by hand, as if it had been unpacked. */
public final class Unpacked {
  private final PackageFolder folder;

  public Unpacked(Path root) throws IOException {
    this.folder = new PackageFolder(root);
    Files.createDirectories(folder.files());
  }

  /** Adds a file of the package. */
  public Unpacked with(String name, String text) throws IOException {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file of the package. */
  public Unpacked with(String name, byte[] content) throws IOException {
    Path file = folder.files().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  public PackageFolder folder() {
    return folder;
  }
}
