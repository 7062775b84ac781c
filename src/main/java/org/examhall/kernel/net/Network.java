package org.examhall.kernel.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses, such as {@code 10.0.0.0/8}. */
record Network(BigInteger prefix, int addressBits, int prefixBits) {
  /** Of a literal address and a length. */
  static Network of(String block) {
    String[] parts = block.split("/");
    byte[] address = bytes(parts[0]);
    int prefixBits = Integer.parseInt(parts[1]);
    int addressBits = address.length * Byte.SIZE;
    return new Network(
        number(address).shiftRight(addressBits - prefixBits), addressBits, prefixBits);
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length * Byte.SIZE == addressBits
        && number(bytes).shiftRight(addressBits - prefixBits).equals(prefix);
  }

  private static BigInteger number(byte[] address) {
    return new BigInteger(1, address);
  }

  private static byte[] bytes(String literal) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }
}
