package org.examhall.scorm.zip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * Writes zip files byte by byte, so that a test can lie in any field.
 *
 * <p>Source: PKWARE APPNOTE 4.3.7 (local header), 4.3.12 (central header), 4.3.16 (end record).
 */
public final class ZipBytes {
  private static final int MADE_BY_UNIX = 3 << 8 | 20;

  private final List<Entry> entries = new ArrayList<>();

  /** One entry; honest until told otherwise. */
  public static final class Entry {
    private final byte[] name;
    private final byte[] data;
    private int method;
    private int flags = 1 << 11;
    private long crc;
    private long declaredBytes;
    private int unixMode = 0100644;
    private int madeBy = MADE_BY_UNIX;
    private int sameDataAs = -1;
    private int packedBytes;

    private Entry(String name, byte[] data, int method) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      this.data = data;
      this.method = method;
      this.packedBytes = data.length;
    }

    private Entry of(byte[] content) {
      CRC32 checksum = new CRC32();
      checksum.update(content);
      return claimingCrc(checksum.getValue()).claimingBytes(content.length);
    }

    /** Claims another unpacked size. */
    public Entry claimingBytes(long bytes) {
      declaredBytes = bytes;
      return this;
    }

    /** Claims that more or fewer bytes of the zip are its own. */
    public Entry claimingPackedBytes(int bytes) {
      packedBytes = bytes;
      return this;
    }

    /** Claims another checksum. */
    public Entry claimingCrc(long checksum) {
      crc = checksum;
      return this;
    }

    /** Sets the Unix file type and permissions. */
    public Entry mode(int newMode) {
      unixMode = newMode;
      return this;
    }

    /** Sets the bit that says encrypted. */
    public Entry encrypted() {
      flags |= 1;
      return this;
    }

    /** Claims another compression method. */
    public Entry method(int newMethod) {
      method = newMethod;
      return this;
    }

    /** Says it was made on DOS, where the library repairs backslashes. */
    public Entry madeOnDos() {
      madeBy = 20;
      return this;
    }

    /** Points into the bytes of an earlier entry instead of having its own. */
    public Entry withDataOf(int earlierIndex) {
      sameDataAs = earlierIndex;
      return this;
    }
  }

  /** Adds a stored entry. */
  public Entry stored(String name, byte[] content) {
    return add(new Entry(name, content, ZipEntry.STORED)).of(content);
  }

  /** Adds a deflated entry. */
  public Entry deflated(String name, byte[] content) {
    return add(new Entry(name, deflate(content, Deflater.NO_FLUSH), ZipEntry.DEFLATED)).of(content);
  }

  /** Adds a deflated entry of text. */
  public Entry text(String name, String content) {
    return deflated(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a deflated entry of zeros: a thousandth of its size. */
  public Entry zeros(String name, int megabytes) {
    byte[] zeros = new byte[1 << 20];
    byte[] packed = deflate(zeros, Deflater.FULL_FLUSH);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    CRC32 checksum = new CRC32();
    for (int i = 0; i < megabytes; i++) {
      data.writeBytes(packed);
      checksum.update(zeros);
    }
    data.writeBytes(deflate(new byte[0], Deflater.NO_FLUSH));
    return add(new Entry(name, data.toByteArray(), ZipEntry.DEFLATED))
        .claimingBytes((long) megabytes << 20)
        .claimingCrc(checksum.getValue());
  }

  private Entry add(Entry entry) {
    entries.add(entry);
    return entry;
  }

  /** The zip file. */
  public byte[] bytes() {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    List<Integer> offsets = new ArrayList<>();
    for (Entry entry : entries) {
      offsets.add(entry.sameDataAs < 0 ? zip.size() : offsets.get(entry.sameDataAs));
      if (entry.sameDataAs < 0) {
        zip.writeBytes(localHeader(entry));
        zip.writeBytes(entry.data);
      }
    }
    int directory = zip.size();
    for (int i = 0; i < entries.size(); i++) {
      zip.writeBytes(centralHeader(entries.get(i), offsets.get(i)));
    }
    zip.writeBytes(endRecord(directory, zip.size() - directory));
    return zip.toByteArray();
  }

  private static byte[] localHeader(Entry entry) {
    return common(buffer(30 + entry.name.length).putInt(0x04034b50), entry)
        .putShort((short) 0)
        .put(entry.name)
        .array();
  }

  private static byte[] centralHeader(Entry entry, int offset) {
    ByteBuffer header = buffer(46 + entry.name.length);
    header.putInt(0x02014b50).putShort((short) entry.madeBy);
    return common(header, entry)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(entry.unixMode << 16)
        .putInt(offset)
        .put(entry.name)
        .array();
  }

  private static ByteBuffer common(ByteBuffer header, Entry entry) {
    return header
        .putShort((short) 20)
        .putShort((short) entry.flags)
        .putShort((short) entry.method)
        .putInt(0)
        .putInt((int) entry.crc)
        .putInt(entry.packedBytes)
        .putInt((int) entry.declaredBytes)
        .putShort((short) entry.name.length);
  }

  private byte[] endRecord(int offset, int length) {
    return buffer(22)
        .putInt(0x06054b50)
        .putInt(0)
        .putShort((short) entries.size())
        .putShort((short) entries.size())
        .putInt(length)
        .putInt(offset)
        .putShort((short) 0)
        .array();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** With FULL_FLUSH the result may be followed by another; otherwise it is a whole stream. */
  private static byte[] deflate(byte[] content, int flush) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(content);
      if (flush == Deflater.NO_FLUSH) {
        deflater.finish();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int n = deflater.deflate(buffer, 0, buffer.length, flush);
      while (n > 0) {
        out.write(buffer, 0, n);
        n = n < buffer.length ? 0 : deflater.deflate(buffer, 0, buffer.length, flush);
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
