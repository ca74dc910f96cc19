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

    /** How the parser names another place of the text; only its line is of use, as columns shift with the values. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source:.*?line: (\\d+), column: \\d+]", Pattern.DOTALL);

    private JsonText() {}

    static JsonNode read(String name, String text, Placeholders placeholders, int maxBytes) {
        Problems problems = new Problems();
        JsonExpansion expansion = JsonExpansion.of(JsonComments.blank(text), placeholders, problems);
        problems.throwIfAny(name);
        SizeLimit.check(name + " with its placeholders filled in", expansion.text(), maxBytes);
        try (JsonParser parser = Json.MAPPER.createParser(expansion.text())) {
            if (parser.nextToken() == null) {
                throw DocumentReader.empty(name);
            }
            JsonNode tree = JsonTree.read(parser);
            if (parser.nextToken() != null) {
                throw at(
                        name,
                        expansion,
                        parser.currentTokenLocation(),
                        "there is more text behind the end of the document; remove it");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw at(name, expansion, e.getLocation(), inWords(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("A text can always be read", e);
        } catch (NumberFormatException e) {
            // The parser checks the exponent of a number only when it makes a BigDecimal of it, and tells no place
            // then.
            throw new EngineException(name + ": a number there has too many digits; write a smaller one");
        }
    }

    private static EngineException at(String name, JsonExpansion expansion, JsonLocation location, String problem) {
        int offset = Optional.ofNullable(location)
                .map(JsonLocation::getCharOffset)
                .filter(known -> known >= 0)
                .map(Math::toIntExact)
                .orElse(expansion.text().length());
        return Problems.at(name, expansion.sourcePosition(offset), problem);
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
