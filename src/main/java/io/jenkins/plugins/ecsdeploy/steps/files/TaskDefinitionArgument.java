package io.jenkins.plugins.ecsdeploy.steps.files;

import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code taskDefinition} argument means: the document itself, an ARN, {@code family:revision}, or else a file.
 *
 * @param text the document, when the argument is one or names a file
 * @param base the registered revision, when the argument names one
 */
public record TaskDefinitionArgument(Optional<SourceText> text, Optional<Base> base) {
    public static final String NAME = "taskDefinition";
    private static final Pattern ARN = Pattern.compile("arn:[^\\s]+:task-definition/\\S+");
    /** A family has up to 255 letters, digits, hyphens and underscores (RegisterTaskDefinition, {@code family}). */
    private static final Pattern FAMILY_REVISION = Pattern.compile("[A-Za-z0-9_-]{1,255}:[0-9]+");

    /** @param files with that of the argument, if it names one */
    public static TaskDefinitionArgument of(String value, StepFiles files) {
        if (value == null) {
            return new TaskDefinitionArgument(Optional.empty(), Optional.empty());
        }
        if (isDocument(value)) {
            return new TaskDefinitionArgument(Optional.of(new SourceText(NAME, value, false)), Optional.empty());
        }
        if (isRevision(value)) {
            return new TaskDefinitionArgument(Optional.empty(), Optional.of(new Base.Revision(value)));
        }
        return new TaskDefinitionArgument(Optional.of(files.of(NAME)), Optional.empty());
    }

    /** Whether the argument names a file. */
    public static boolean isFile(String value) {
        return value != null && !isDocument(value) && !isRevision(value);
    }

    /** Whether the argument is a document itself, JSON or YAML. */
    public static boolean isDocument(String value) {
        return value.startsWith("{") || value.startsWith("[") || value.contains("\n");
    }

    /** Whether the argument names a registered revision. */
    public static boolean isRevision(String value) {
        return value != null
                && (ARN.matcher(value).matches()
                        || FAMILY_REVISION.matcher(value).matches());
    }
}
