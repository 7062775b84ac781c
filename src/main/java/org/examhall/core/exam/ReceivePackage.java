package org.examhall.core.exam;

import java.io.IOException;
import java.util.Locale;
import org.examhall.kernel.fault.Refused;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.zip.Upload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an uploaded package in: checks, unpacks and reads it while it streams.
 *
 * <p>Outside any transaction, as it may take a while. Repeats: the same content is stored once.
 * Errors: {@code Refused} with a reason that names what was found, or {@link ExamReason#NOT_STORED}
 * when the disk is full or fails; IOException when the upload breaks off; nothing is left in any
 * case. Threads: any.
 */
public final class ReceivePackage {
  private static final Logger LOG = LoggerFactory.getLogger(ReceivePackage.class);

  private final PackageStore store;

  /** Stores into {@code store}. */
  public ReceivePackage(PackageStore store) {
    this.store = store;
  }

  /** The package, for {@link AddVersion}. */
  public StoredPackage run(PackageFile file, PackageProgress progress) throws IOException {
    Arrival content = new Arrival(file.content());
    Upload upload = new Upload(file.name(), file.contentType(), file.declaredBytes(), content);
    try {
      return new StoredPackage(
          file.name(),
          store.receive(
              upload,
              (stage, done, total) ->
                  progress.report(stage.name().toLowerCase(Locale.ROOT), done, total)));
    } catch (IOException e) {
      if (content.isBrokenOff()) {
        throw e;
      }
      LOG.error("a package can't be stored", e);
      throw new Refused(ExamReason.NOT_STORED);
    }
  }
}
