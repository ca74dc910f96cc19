package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON, and puts what is wrong with it into words. */
final class JsonText {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate .*?['\"](.*)['\"]", Pattern.DOTALL);

    /** How the parser names another place of the text; the line is enough to find it. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source:.*?line: (\\d+), column: \\d+]", Pattern.DOTALL);

    private JsonText() {}

    static JsonNode read(String name, String text, Placeholders placeholders, int maxBytes) {
        Problems problems = new Problems();
        String source = JsonComments.blank(text);
        UnquotedPlaceholders unquoted = UnquotedPlaceholders.of(source, placeholders, problems);
        try (JsonParser parser = Json.MAPPER.createParser(unquoted.text())) {
            if (parser.nextToken() == null) {
                throw DocumentReader.empty(name);
            }
            PlaceholderFilling filling = new PlaceholderFilling(source, placeholders, problems);
            JsonNode tree = new JsonTree(parser, unquoted, filling).read();
            boolean hasMore = parser.nextToken() != null;
            problems.throwIfAny(name);
            if (hasMore) {
                throw at(
                        name,
                        source,
                        parser.currentTokenLocation(),
                        "there is more text behind the end of the document; remove it");
            }
            if (!placeholders.isLiteral()) {
                SizeLimit.check(name + " with its placeholders filled in", tree.toString(), maxBytes);
            }
            return tree;
        } catch (JsonProcessingException e) {
            // Without what is wrong with the placeholders it might be JSON.
            problems.throwIfAny(name);
            throw at(name, source, e.getLocation(), inWords(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("A text can always be read", e);
        } catch (NumberFormatException e) {
            // The parser checks the exponent of a number only when it makes a BigDecimal of it, and tells no place
            // then.
            throw new EngineException(name + ": a number there has too many digits; write a smaller one");
        }
    }

    private static EngineException at(String name, String source, JsonLocation location, String problem) {
        int offset = Optional.ofNullable(location)
                .map(JsonLocation::getCharOffset)
                .filter(known -> known >= 0)
                .map(Math::toIntExact)
                .orElse(source.length());
        return Problems.at(name, Position.of(source, offset), problem);
    }

    private static String inWords(String problem) {
        Matcher duplicate = DUPLICATE.matcher(problem);
        if (duplicate.lookingAt()) {
            return "the key " + duplicate.group(1) + " is there twice; remove one of the two";
        }
        return "not JSON: " + SOURCE.matcher(problem).replaceAll("line $1")
                + "; check the quotes, commas and brackets before it";
    }
}
