package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;

/**
 * What a caller wants to be different in a task definition. It is built from values as a Jenkinsfile gives them: maps,
 * lists, texts (any {@link CharSequence}), numbers and booleans. {@code null} for a whole argument means that nothing is
 * asked; {@code null} inside of a map removes.
 */
public final class TaskDefinitionChanges {
    private TaskDefinitionChanges() {}

    /** Nothing is to change. */
    public static TaskDefinitionChanges none() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects the arguments; every method throws {@link EngineException} for a value of the wrong shape. */
    public static final class Builder {
        private Builder() {}

        /** <code>{container: image}</code>. */
        public Builder images(Object value) {
            throw new UnsupportedOperationException();
        }

        /**
         * Images of a file, see {@link ImageDefinitions#parse}. A container may be in both only with the same image.
         */
        public Builder imageDefinitions(Object value) {
            throw new UnsupportedOperationException();
        }

        /**
         * One tag for all containers that neither {@link #images}, {@link #imageDefinitions} nor {@link #tags} name.
         */
        public Builder tag(Object value) {
            throw new UnsupportedOperationException();
        }

        /** <code>{container: tag}</code>; applied to the new image where one is given. */
        public Builder tags(Object value) {
            throw new UnsupportedOperationException();
        }

        /** <code>{container: {NAME: value}}</code>; null removes the variable. */
        public Builder environment(Object value) {
            throw new UnsupportedOperationException();
        }

        /** <code>{container: {NAME: ARN or parameter name}}</code>; null removes the secret. */
        public Builder secrets(Object value) {
            throw new UnsupportedOperationException();
        }

        /** <code>{container: {label: value}}</code>; null removes the label. */
        public Builder dockerLabels(Object value) {
            throw new UnsupportedOperationException();
        }

        /**
         * <code>{container: {logDriver: …, options: {name: value}, secretOptions: {name: ARN}}}</code>, merged into what
         * there is; null removes an option, or the container's whole logConfiguration.
         */
        public Builder logConfiguration(Object value) {
            throw new UnsupportedOperationException();
        }

        /** <code>{container: [word, …]}</code>; null removes the command, so that the image's own runs. */
        public Builder command(Object value) {
            throw new UnsupportedOperationException();
        }

        /** <code>{container: [ARN of an S3 object, …]}</code>, the complete list; null removes it. */
        public Builder environmentFiles(Object value) {
            throw new UnsupportedOperationException();
        }

        public Builder taskRoleArn(Object value) {
            throw new UnsupportedOperationException();
        }

        public Builder executionRoleArn(Object value) {
            throw new UnsupportedOperationException();
        }

        /** CPU of the task: {@code 256}, {@code "256"} or {@code ".25 vCPU"}. */
        public Builder cpu(Object value) {
            throw new UnsupportedOperationException();
        }

        /** Memory of the task: {@code 512} (MiB), {@code "512"} or {@code "1 GB"}. */
        public Builder memory(Object value) {
            throw new UnsupportedOperationException();
        }

        /** <code>{any other top-level field: value}</code>; null removes the field. */
        public Builder fields(Object value) {
            throw new UnsupportedOperationException();
        }

        public TaskDefinitionChanges build() {
            return new TaskDefinitionChanges();
        }
    }
}
