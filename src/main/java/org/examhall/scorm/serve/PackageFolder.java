package org.examhall.scorm.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of one package: {@code files/} as in the zip, {@code gz/} with the gzip form of text
 * files under the same names, {@code package.zip} as it was uploaded.
 *
 * <p>Shape: the two trees are apart, so no name in a package can collide with ours. Published
 * folders never change, so all of it may be cached for ever. Threads: any.
 */
public record PackageFolder(Path root) {
  /** The files of the package, unpacked. */
  public Path files() {
    return root.resolve("files");
  }

  /** Gzip forms; holds only files that gain by it. */
  public Path compressed() {
    return root.resolve("gz");
  }

  /** The zip as it was uploaded, for downloading it again. */
  public Path upload() {
    return root.resolve("package.zip");
  }

  /** Whether the package holds that file. Names match by case. */
  public boolean holds(PackagePath path) {
    return bytesOf(files(), path.below(files())).isPresent();
  }

  /**
   * The file at that path, compressed if the reader takes gzip and it helps.
   *
   * <p>Absent: an unacceptable path, a folder, anything reached over a link, nothing there. The
   * path comes decoded from the address and may be anything.
   */
  public Optional<PackageFile> find(String path, boolean acceptsGzip) {
    return PackagePath.find(path).flatMap(safe -> find(safe, acceptsGzip));
  }

  private Optional<PackageFile> find(PackagePath path, boolean acceptsGzip) {
    String type = ContentTypes.of(path.fileName());
    Path gzip = path.below(compressed());
    Optional<PackageFile> smaller =
        acceptsGzip
            ? bytesOf(compressed(), gzip).map(n -> new PackageFile(gzip, type, true, n))
            : Optional.empty();
    Path plain = path.below(files());
    return smaller.or(
        () -> bytesOf(files(), plain).map(n -> new PackageFile(plain, type, false, n)));
  }

  /** The size of a regular file that is reached without a link below the tree. */
  private static Optional<Long> bytesOf(Path tree, Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Path expected = tree.toRealPath().resolve(tree.relativize(file));
      return file.toRealPath().equals(expected) ? Optional.of(Files.size(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
