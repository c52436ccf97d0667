package dev.releaseledger.command.rest;

import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one JSON or YAML document strictly: bounded in depth and in the length of numbers, no field twice, nothing behind it.
 * YAML's aliases are refused: a few of them can stand for more than any memory holds.
 */
public final class DocumentReader {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 40;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .build();

    static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DocumentReader() {}

    /**
     * Reads JSON.
     *
     * @throws RequestRejected when it is none
     */
    public static JsonNode json(byte[] body) {
        return read(JSON, body, "JSON", "one JSON object in UTF-8");
    }

    /**
     * Reads YAML.
     *
     * @throws RequestRejected when it is none, or has aliases
     */
    static JsonNode yaml(byte[] body) {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(text(body))) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw malformed(
                            "it has an alias at line "
                                    + parser.currentTokenLocation().getLineNr(),
                            "everything written out");
                }
            }
        } catch (JacksonException | YamlEngineException e) {
            // Said below, where the document is read.
            return read(YAML, body, "YAML", "one YAML mapping in UTF-8");
        }
        return read(YAML, body, "YAML", "one YAML mapping in UTF-8");
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8", "UTF-8");
        }
    }

    private static JsonNode read(ObjectMapper mapper, byte[] body, String language, String expected) {
        try {
            return mapper.readTree(text(body));
        } catch (StreamConstraintsException e) {
            throw malformed(
                    "it is nested too deep or holds a number that is too long",
                    "at most " + DEEPEST + " levels, numbers of at most " + LONGEST_NUMBER + " digits");
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw malformed("it is not " + language + ", or names a field twice" + where, expected);
        } catch (YamlEngineException e) {
            throw malformed("it is not " + language, expected);
        }
    }

    private static RequestRejected malformed(String fault, String expected) {
        return new RequestRejected(Problem.of(List.of(new Fault("(body)", fault, expected))));
    }
}
