package org.examhall.web.assets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every file below {@code /assets/}, read once at the start: a path that is not in this table does
 * not exist, however it is spelt.
 *
 * <p>All files share one version, a hash of them all, which is part of their address; so modules
 * can import one another by relative paths and still be cached for ever. Threads: any; immutable.
 */
public final class AssetFolder {
  private static final String ROOT = "/assets/";
  private static final int VERSION_CHARS = 12;
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("json", "application/json;charset=utf-8"),
          Map.entry("svg", "image/svg+xml;charset=utf-8"),
          Map.entry("txt", "text/plain;charset=utf-8"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"));

  private final Map<String, Asset> assets = new TreeMap<>();
  private final String version;

  /**
   * Reads the folder of a web application.
   *
   * @param children lists a folder's paths, those of folders with a final slash; null for none
   * @param open opens a path
   */
  public AssetFolder(
      Function<String, Iterable<String>> children, Function<String, InputStream> open) {
    read(ROOT, children, open);
    this.version = "v-" + hash().substring(0, VERSION_CHARS);
  }

  /** The address of the asset with this name; an unknown name is a bug. */
  public String url(String name) {
    if (!assets.containsKey(name)) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return ROOT + version + "/" + name;
  }

  /** The part of the address that changes whenever an asset does. */
  public String version() {
    return version;
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  private void read(
      String folder,
      Function<String, Iterable<String>> children,
      Function<String, InputStream> open) {
    for (String path : children.apply(folder)) {
      if (path.endsWith("/")) {
        read(path, children, open);
      } else {
        add(path, open);
      }
    }
  }

  private void add(String path, Function<String, InputStream> open) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type != null) {
      try (InputStream in = Objects.requireNonNull(open.apply(path), path)) {
        assets.put(path.substring(ROOT.length()), Asset.of(type, in.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      assets.forEach(
          (name, asset) -> {
            digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(asset.plain());
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
