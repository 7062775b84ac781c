package launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  @Test
  void withoutACommandItServes() {
    assertArrayEquals(new String[] {"serve"}, Main.command());
    assertArrayEquals(new String[] {"serve", "--port", "9"}, Main.command("--port", "9"));
    assertArrayEquals(new String[] {"doctor"}, Main.command("doctor"));
    assertArrayEquals(new String[] {"--help"}, Main.command("--help"));
  }

  @Test
  void manyProcessesThatUnpackAtOnceFindTheSameFolder() throws IOException {
    Path war = war("WEB-INF/classes/a.txt", "a");
    Path cache = Files.createDirectories(folder.resolve("cache"));

    List<Path> unpacked =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> unpack(war, cache)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .distinct()
            .toList();

    assertEquals(1, unpacked.size());
    assertEquals("a", Files.readString(unpacked.get(0).resolve("WEB-INF/classes/a.txt")));
    try (Stream<Path> all = Files.list(cache)) {
      assertEquals(1, all.count());
    }
  }

  @Test
  void anotherWarHasAnotherFolder() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("cache"));

    Path one = Main.unpack(war("a.txt", "one"), cache);
    Path two = Main.unpack(war("a.txt", "two"), cache);

    assertNotEquals(one, two);
  }

  @Test
  void aNameThatLeavesTheFolderIsRefused() throws IOException {
    Path war = war("../outside.txt", "x");

    assertThrows(IOException.class, () -> Main.unpack(war, folder));

    assertFalse(Files.exists(folder.resolve("outside.txt")));
  }

  private Path war(String name, String text) throws IOException {
    Path war = Files.createTempFile(folder, "test", ".war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return war;
  }

  private static Path unpack(Path war, Path cache) {
    try {
      return Main.unpack(war, cache);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
