package io.jenkins.plugins.ecsdeploy.engine.document;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a plain scalar is: JSON's own literals, YAML 1.2's spellings of them ({@code ~}, {@code True} …), and text
 * otherwise. YAML 1.1 would make a date of {@code 2026-01-01}, a boolean of {@code on} and an octal number of
 * {@code 0123}; in a task definition these are texts.
 */
final class YamlTypes extends Resolver {
    /** A plain scalar that is exactly one placeholder: its type is that of the value. */
    static final Tag PLACEHOLDER = new Tag("tag:ecs-deploy,placeholder");

    static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    static final Pattern BOOLEAN = Pattern.compile(TRUE + "|false|False|FALSE");
    static final Pattern NOTHING = Pattern.compile("null|Null|NULL|~|");

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, whole(BOOLEAN), "tTfF");
        addImplicitResolver(Tag.INT, whole(JsonLiteral.INTEGER), "-0123456789");
        addImplicitResolver(Tag.FLOAT, whole(JsonLiteral.FRACTION), "-0123456789");
        addImplicitResolver(Tag.NULL, whole(NOTHING), "nN~\0");
        addImplicitResolver(Tag.MERGE, whole(Pattern.compile("<<")), "<");
        addImplicitResolver(PLACEHOLDER, whole(Placeholder.ALONE), "$<");
    }

    /** Whether a plain scalar got this tag because it looks like a number of JSON. */
    static boolean isNumber(Tag tag, String text) {
        return tag.equals(Tag.INT) && JsonLiteral.INTEGER.matcher(text).matches()
                || tag.equals(Tag.FLOAT) && JsonLiteral.FRACTION.matcher(text).matches();
    }

    /** The resolver searches, so that a pattern has to say where it begins and ends. */
    private static Pattern whole(Pattern pattern) {
        return Pattern.compile("\\A(?:" + pattern + ")\\z");
    }
}
