package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a caller wants to be different in a task definition. It is built from values as a Jenkinsfile gives them: maps,
 * lists, texts (any {@link CharSequence}), numbers and booleans. {@code null} for a whole argument means that nothing is
 * asked; {@code null} inside of a map removes.
 */
public final class TaskDefinitionChanges {
    private final Images images;
    private final List<NamedEdit> edits;
    private final Fields fields;

    private TaskDefinitionChanges(Builder builder) {
        this.images = new Images(new LinkedHashMap<>(builder.images), new LinkedHashMap<>(builder.tags), builder.tag);
        this.edits = List.copyOf(builder.edits);
        this.fields = builder.fields;
    }

    /** Nothing is to change. */
    public static TaskDefinitionChanges none() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** True when nothing is to change. */
    public boolean isEmpty() {
        return images.isEmpty() && edits.isEmpty() && fields.isEmpty();
    }

    /** @param place what the document is called in messages */
    void apply(String place, ObjectNode document) {
        images.apply(place, document);
        for (NamedEdit each : edits) {
            ObjectNode container = Containers.find(place, document, each.argument, each.container);
            each.edit.apply(container, Containers.place(place, document, each.container));
        }
        fields.apply(document);
    }

    private record NamedEdit(String argument, String container, ContainerEdit edit) {}

    /** Collects the arguments; every method throws {@link EngineException} for a value of the wrong shape. */
    public static final class Builder {
        private final Map<String, String> images = new LinkedHashMap<>();
        private final Map<String, String> tags = new LinkedHashMap<>();
        private final List<NamedEdit> edits = new ArrayList<>();
        private final Fields fields = new Fields();
        private Optional<String> tag = Optional.empty();

        private Builder() {}

        /** <code>{container: image}</code>. */
        public Builder images(Object value) {
            if (value != null) {
                Map<String, String> given = Arguments.values(
                        "images", value, "a map of containers to images, such as images: [web: 'registry/web:90']");
                given.forEach((container, image) -> Images.check("images." + container, image));
                given.forEach(this::image);
            }
            return this;
        }

        /**
         * Images of a file: what {@link ImageDefinitions#parse} makes of it, or its list as it is. A container may be in
         * {@link #images}, too, but only with the same image.
         */
        public Builder imageDefinitions(Object value) {
            if (value instanceof Map) {
                return images(value);
            }
            if (value != null) {
                ImageDefinitions.read("imageDefinitions", RawValues.json("imageDefinitions", value))
                        .forEach(this::image);
            }
            return this;
        }

        /**
         * One tag for all containers that neither {@link #images}, {@link #imageDefinitions} nor {@link #tags} name.
         */
        public Builder tag(Object value) {
            tag = Optional.ofNullable(value).map(given -> RawValues.text("tag", given));
            tag.ifPresent(given -> Images.checkTag("tag", given));
            return this;
        }

        /** <code>{container: tag}</code>; applied to the new image where one is given. */
        public Builder tags(Object value) {
            if (value != null) {
                Map<String, String> given =
                        Arguments.values("tags", value, "a map of containers to image tags, such as tags: [web: '90']");
                given.forEach((container, text) -> Images.checkTag("tags." + container, text));
                tags.putAll(given);
            }
            return this;
        }

        /**
         * <code>{container: {NAME: value}}</code>; null removes the variable, or in place of the variables all of them;
         * {@code '*'} with null removes all that are not named. So do {@link #secrets} and {@link #dockerLabels}.
         */
        public Builder environment(Object value) {
            return edit("environment", value, ContainerEdits::environment);
        }

        /** <code>{container: {NAME: ARN or parameter name}}</code>; null removes the secret. */
        public Builder secrets(Object value) {
            return edit("secrets", value, ContainerEdits::secrets);
        }

        /** <code>{container: {label: value}}</code>; null removes the label. */
        public Builder dockerLabels(Object value) {
            return edit("dockerLabels", value, ContainerEdits::dockerLabels);
        }

        /**
         * <code>{container: {logDriver: …, options: {name: value}, secretOptions: {name: ARN}}}</code>, merged into what
         * there is; null removes an option, or the container's whole logConfiguration.
         */
        public Builder logConfiguration(Object value) {
            return edit("logConfiguration", value, LogConfigurationEdit::of);
        }

        /** <code>{container: [word, …]}</code>; null removes the command, so that the image's own runs. */
        public Builder command(Object value) {
            return edit("command", value, ContainerEdits::command);
        }

        /** <code>{container: [ARN of an S3 object, …]}</code>, the complete list; null removes it. */
        public Builder environmentFiles(Object value) {
            return edit("environmentFiles", value, ContainerEdits::environmentFiles);
        }

        /** The role of the task's own code: an ARN of any partition. */
        public Builder taskRoleArn(Object value) {
            return role("taskRoleArn", value);
        }

        /** The role that pulls images and writes logs: an ARN of any partition. */
        public Builder executionRoleArn(Object value) {
            return role("executionRoleArn", value);
        }

        /** CPU of the task: {@code 256}, {@code "256"} or {@code ".25 vCPU"}. */
        public Builder cpu(Object value) {
            return size("cpu", TaskSize.CPU, value);
        }

        /** Memory of the task: {@code 512} (MiB), {@code "512"} or {@code "1 GB"}. */
        public Builder memory(Object value) {
            return size("memory", TaskSize.MEMORY, value);
        }

        /** <code>{any other top-level field: value}</code>; null removes the field. */
        public Builder fields(Object value) {
            if (value != null) {
                fields.putAll(value);
            }
            return this;
        }

        public TaskDefinitionChanges build() {
            return new TaskDefinitionChanges(this);
        }

        private void image(String container, String image) {
            String other = images.putIfAbsent(container, image);
            if (other != null && !other.equals(image)) {
                throw new EngineException("images and imageDefinitions give the container " + Shown.name(container)
                        + " different images, '" + other + "' and '" + image + "'; remove one of the two");
            }
        }

        private Builder edit(String argument, Object value, BiFunction<String, Object, ContainerEdit> reader) {
            if (value != null) {
                RawValues.map(
                                argument,
                                value,
                                "a map with a container's name in front, such as " + argument + ": [web: …]")
                        .forEach((container, each) -> edits.add(
                                new NamedEdit(argument, container, reader.apply(argument + "." + container, each))));
            }
            return this;
        }

        private Builder role(String argument, Object value) {
            if (value != null) {
                String arn = RawValues.text(argument, value);
                RoleArn.check(argument, arn);
                fields.put(argument, TextNode.valueOf(arn));
            }
            return this;
        }

        private Builder size(String argument, TaskSize size, Object value) {
            if (value != null) {
                String text = RawValues.text(argument, value);
                if (size.normalized(text).isEmpty()) {
                    throw new EngineException(
                            argument + " is '" + text + "', which is no size; expected " + size.expected());
                }
                fields.put(argument, TextNode.valueOf(text));
            }
            return this;
        }
    }
}
