package org.examhall.web.instructor;

import org.examhall.core.context.Launch;
import org.examhall.core.exam.StoredPackage;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/** What becomes of an uploaded package, and the page that its form is on. */
public interface UploadTarget {
  /** Gives the package its place; the address to go on to. */
  String place(Tx tx, Launch launch, StoredPackage stored);

  /** The page, with why the last upload was refused. */
  Response page(Launch launch, Words problem);
}
