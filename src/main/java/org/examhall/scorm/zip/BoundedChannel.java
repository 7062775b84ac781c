package org.examhall.scorm.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file that can be read so many bytes of and no more, until {@link #release} is called.
 *
 * <p>Bounds what a zip library holds in memory for the table of contents of a hostile file, however
 * many entries that claims to have. One thread.
 */
final class BoundedChannel implements SeekableByteChannel {
  private final SeekableByteChannel channel;
  private long bytesLeft;

  BoundedChannel(SeekableByteChannel channel, long maxBytes) {
    this.channel = channel;
    this.bytesLeft = maxBytes;
  }

  /** Whether more was asked for than allowed. */
  boolean isExhausted() {
    return bytesLeft < 0;
  }

  /** Lifts the bound. */
  void release() {
    bytesLeft = Long.MAX_VALUE;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    bytesLeft -= target.remaining();
    if (isExhausted()) {
      throw new IOException("more bytes were asked for than are allowed");
    }
    return channel.read(target);
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException("an upload is only read");
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    channel.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException("an upload is only read");
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
