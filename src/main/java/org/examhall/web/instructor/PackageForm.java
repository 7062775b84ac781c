package org.examhall.web.instructor;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.examhall.core.exam.PackageFile;
import org.examhall.core.exam.StoredPackage;
import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.HttpReason;

/**
 * Reads an upload form as it arrives: the file goes from the socket to whoever takes it, nothing is
 * held in memory or in a temporary file of its own.
 */
final class PackageForm {
  private static final String FIELD = "package";
  private static final int MAX_PART_HEADER_BYTES = 4096;

  /** A form is at most this much longer than the file in it. */
  private static final int OVERHEAD_BYTES = 2 * MAX_PART_HEADER_BYTES;

  private final HttpServletRequest request;
  private final long maxFileBytes;

  PackageForm(HttpServletRequest request, long maxFileBytes) {
    this.request = request;
    this.maxFileBytes = maxFileBytes;
  }

  /** Takes the file of the form while it is being read. */
  interface Taker {
    StoredPackage take(PackageFile file) throws IOException;
  }

  /** What {@code taker} made of the form's file. */
  StoredPackage read(Taker taker) throws IOException {
    try {
      FileItemInputIterator fields = reader().getItemIterator(request);
      while (fields.hasNext()) {
        FileItemInput field = fields.next();
        if (FIELD.equals(field.getFieldName()) && !field.isFormField()) {
          return take(field, taker);
        }
      }
    } catch (FileUploadException e) {
      throw new Refused(HttpReason.UNREADABLE);
    }
    throw new Refused(HttpReason.UNREADABLE);
  }

  /**
   * Reads what is left of a refused form, because browsers show an answer only once they have sent
   * everything; but not of a form that announced itself as too long.
   */
  void drain() throws IOException {
    if (request.getContentLengthLong() <= maxFileBytes + OVERHEAD_BYTES) {
      request.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Does not close the file: that would read all of it, also of one refused for its length. */
  private StoredPackage take(FileItemInput field, Taker taker) throws IOException {
    return taker.take(
        new PackageFile(
            Optional.ofNullable(field.getName()).orElse(""),
            Optional.ofNullable(field.getContentType()).orElse(""),
            leastBytes(request.getContentLengthLong()),
            field.getInputStream()));
  }

  /** What the file has at least; a form that is no longer than its overhead tells nothing. */
  private static long leastBytes(long formBytes) {
    return formBytes > OVERHEAD_BYTES ? formBytes - OVERHEAD_BYTES : -1;
  }

  private static JakartaServletFileUpload<?, ?> reader() {
    JakartaServletFileUpload<?, ?> reader = new JakartaServletFileUpload<>();
    reader.setHeaderCharset(StandardCharsets.UTF_8);
    reader.setMaxPartHeaderSize(MAX_PART_HEADER_BYTES);
    return reader;
  }
}
