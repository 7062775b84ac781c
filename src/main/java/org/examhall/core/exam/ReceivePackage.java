package org.examhall.core.exam;

import java.io.IOException;
import java.util.Locale;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.zip.Upload;

/**
 * Takes an uploaded package in: checks, unpacks and reads it while it streams.
 *
 * <p>Outside any transaction, as it may take a while. Repeats: the same content is stored once.
 * Errors: {@code Refused} with a reason that names what was found, IOException when the upload
 * breaks off; nothing is left either way. Threads: any.
 */
public final class ReceivePackage {
  private final PackageStore store;

  /** Stores into {@code store}. */
  public ReceivePackage(PackageStore store) {
    this.store = store;
  }

  /** The package, for {@link AddVersion}. */
  public StoredPackage run(PackageFile file, PackageProgress progress) throws IOException {
    Upload upload =
        new Upload(file.name(), file.contentType(), file.declaredBytes(), file.content());
    return new StoredPackage(
        file.name(),
        store.receive(
            upload,
            (stage, done, total) ->
                progress.report(stage.name().toLowerCase(Locale.ROOT), done, total)));
  }
}
