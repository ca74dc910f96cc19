package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads YAML as far as its node tree, in which every node knows its place; no object is ever constructed from it. */
final class YamlText {
    private static final String REMEDY = "; check the indentation (spaces only) and the quotes there";

    private YamlText() {}

    static JsonNode read(String name, String text, Placeholders placeholders, int maxBytes) {
        Node root = compose(name, text).orElseThrow(() -> DocumentReader.empty(name));
        Problems problems = new Problems();
        YamlScalars scalars = new YamlScalars(name, new PlaceholderFilling(text, placeholders, problems));
        JsonNode tree = new YamlTree(name, scalars, maxBytes).convert(root);
        problems.throwIfAny(name);
        return tree;
    }

    private static Optional<Node> compose(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(Json.MAX_DEPTH);
        // Not their number, but what they grow to is limited: by YamlTree.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        try {
            ParserImpl parser = new ParserImpl(new StreamReader(text), options);
            return Optional.ofNullable(new Composer(parser, new YamlTypes(), options).getSingleNode());
        } catch (MarkedYAMLException e) {
            String problem = "not YAML: " + e.getProblem() + REMEDY;
            throw Optional.ofNullable(e.getProblemMark())
                    .map(mark -> Problems.at(name, position(mark), problem))
                    .orElseGet(() -> new EngineException(name + ": " + problem));
        } catch (YAMLException e) {
            throw new EngineException(name + ": not YAML: " + e.getMessage() + REMEDY);
        }
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
