package org.examhall.web.admin;

import io.nayuki.qrcodegen.QrCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A QR code to draw as SVG, by qrcodegen.
 *
 * @param size of its side, in squares, with the margin that readers need
 * @param path of its dark squares
 */
public record QrPicture(int size, String path) {
  private static final int MARGIN = 4;

  static QrPicture of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    String path =
        IntStream.range(0, code.size * code.size)
            .filter(i -> code.getModule(i % code.size, i / code.size))
            .mapToObj(
                i -> "M" + (i % code.size + MARGIN) + " " + (i / code.size + MARGIN) + "h1v1h-1z")
            .collect(Collectors.joining());
    return new QrPicture(code.size + 2 * MARGIN, path);
  }
}
