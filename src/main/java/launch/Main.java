package launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Entry of {@code java -jar examhall.war}: unpacks the WAR once into a cache folder (running from
 * inside the archive was measured ten times slower to start) and runs the product from there, with
 * the servlet container that the WAR carries apart from its own libraries. Without a command it
 * serves.
 */
public final class Main {
  private static final int HASH_CHARS = 16;

  private Main() {}

  /** Runs {@code org.examhall.boot.Main} with these arguments. */
  public static void main(String[] arguments) throws Exception {
    Path unpacked = unpack(war(), cache());
    URLClassLoader classes =
        new URLClassLoader("examhall", classPath(unpacked), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(classes);
    Class.forName("org.examhall.boot.Main", true, classes)
        .getMethod("main", String[].class)
        .invoke(null, (Object) command(arguments));
  }

  static String[] command(String... arguments) {
    boolean serves =
        arguments.length == 0 || arguments[0].equals("--port") || arguments[0].equals("--conf");
    return serves
        ? Stream.concat(Stream.of("serve"), Stream.of(arguments)).toArray(String[]::new)
        : arguments;
  }

  /** Where services, users and neither of them keep what can be made again. */
  private static Path cache() throws IOException {
    Optional<Path> parent =
        Stream.of(
                Optional.ofNullable(System.getenv("CACHE_DIRECTORY")).map(Path::of),
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).map(Path::of),
                Optional.of(Path.of(System.getProperty("user.home"), ".cache")))
            .flatMap(Optional::stream)
            .filter(Main::canBeMade)
            .findFirst();
    return parent.isPresent()
        ? Files.createDirectories(parent.get().resolve("examhall"))
        : Files.createTempDirectory("examhall-");
  }

  private static boolean canBeMade(Path folder) {
    try {
      return Files.isWritable(Files.createDirectories(folder));
    } catch (IOException e) {
      return false; // the next candidate may do
    }
  }

  private static Path war() throws URISyntaxException {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** The folder of this very WAR; two processes that unpack at once do not meet. */
  static Path unpack(Path war, Path cache) throws IOException {
    Path target = cache.resolve(hash(war));
    if (!Files.isDirectory(target)) {
      Path work = Files.createTempDirectory(cache, "unpacking-");
      extract(war, work);
      try {
        Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        delete(work);
        if (!Files.isDirectory(target)) { // else another process was faster
          throw e;
        }
      }
    }
    return target;
  }

  private static void extract(Path war, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(war))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("not our WAR: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  private static URL[] classPath(Path unpacked) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(unpacked.resolve("WEB-INF/classes").toUri().toURL());
    for (String folder : List.of("WEB-INF/lib", "WEB-INF/launch")) {
      try (Stream<Path> jars = Files.list(unpacked.resolve(folder))) {
        for (Path jar : jars.sorted().toList()) {
          urls.add(jar.toUri().toURL());
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static String hash(Path war) throws IOException {
    try (InputStream in = Files.newInputStream(war)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
