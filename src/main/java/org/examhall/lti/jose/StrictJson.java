package org.examhall.lti.jose;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map.Entry;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.lti.Fault13;

/**
 * Reads the JSON of a token as no two readers may understand it differently: UTF-8, one object, no
 * name twice, every text fit to be stored (no NUL, no half of a surrogate pair).
 */
final class StrictJson {
  private final ObjectReader reader;

  StrictJson(Json json) {
    this.reader =
        json.mapper()
            .reader(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS); // else told like a repetition
  }

  JsonNode object(byte[] bytes) {
    JsonNode tree = tree(utf8(bytes));
    if (!storable(tree)) {
      throw new Refused(Fault13.CLAIMS_UNREADABLE);
    }
    return tree;
  }

  private JsonNode tree(String text) {
    try (JsonParser parser = reader.createParser(text)) {
      JsonNode tree = reader.readTree(parser);
      if (tree == null || !tree.isObject() || parser.nextToken() != null) {
        throw new Refused(Fault13.CLAIMS_UNREADABLE);
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw new Refused(Fault13.CLAIMS_TOO_DEEP);
    } catch (MismatchedInputException e) {
      throw new Refused(Fault13.CLAIM_REPEATED);
    } catch (IOException e) {
      throw new Refused(Fault13.CLAIMS_UNREADABLE);
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refused(Fault13.CLAIMS_NOT_UTF8);
    }
  }

  /** As deep as the tree, which the reader bounded. */
  private static boolean storable(JsonNode node) {
    if (node.isTextual()) {
      return storable(node.textValue());
    }
    for (Iterator<Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
      if (!storable(fields.next().getKey())) {
        return false;
      }
    }
    for (JsonNode child : node) {
      if (!storable(child)) {
        return false;
      }
    }
    return true;
  }

  private static boolean storable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
