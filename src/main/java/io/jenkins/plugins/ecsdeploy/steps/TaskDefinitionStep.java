package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** The arguments that all steps share which make a task definition: what to start from and what to change. */
public abstract class TaskDefinitionStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    private String taskDefinition;
    private Map<String, ?> images;
    private String imageDefinitions;
    private String tag;
    private Map<String, ?> tags;
    private Map<String, ?> environment;
    private Map<String, ?> secrets;
    private Map<String, ?> dockerLabels;
    private Map<String, ?> logConfiguration;
    private Map<String, ?> command;
    private Map<String, ?> environmentFiles;
    private String taskRoleArn;
    private String executionRoleArn;
    private String cpu;
    private String memory;
    private Map<String, ?> fields;
    private boolean clean;
    private boolean strict;

    /** What the step is to change, with the images of an {@code imageDefinitions} file that was read. */
    TaskDefinitionChanges changes(Map<String, String> imagesOfFile) {
        return TaskDefinitionChanges.builder()
                .images(images)
                .imageDefinitions(imagesOfFile)
                .tag(tag)
                .tags(tags)
                .environment(environment)
                .secrets(secrets)
                .dockerLabels(dockerLabels)
                .logConfiguration(logConfiguration)
                .command(command)
                .environmentFiles(environmentFiles)
                .taskRoleArn(taskRoleArn)
                .executionRoleArn(executionRoleArn)
                .cpu(cpu)
                .memory(memory)
                .fields(fields)
                .build();
    }

    /** The paths of the files in the workspace that the arguments name, by argument. */
    final Map<String, String> paths() {
        Map<String, String> paths = new LinkedHashMap<>();
        if (TaskDefinitionArgument.isFile(taskDefinition)) {
            paths.put(TaskDefinitionArgument.NAME, taskDefinition);
        }
        if (imageDefinitions != null) {
            paths.put(ImagesFile.ARGUMENT, imageDefinitions);
        }
        return paths;
    }

    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    public Map<String, ?> getImages() {
        return images;
    }

    @DataBoundSetter
    public void setImages(Map<String, ?> images) {
        this.images = OwnCopy.of(images);
    }

    public String getImageDefinitions() {
        return imageDefinitions;
    }

    @DataBoundSetter
    public void setImageDefinitions(String imageDefinitions) {
        this.imageDefinitions = Util.fixEmptyAndTrim(imageDefinitions);
    }

    public String getTag() {
        return tag;
    }

    /** An Object, because a build number is a fine tag and Pipeline does not turn numbers into strings. */
    @DataBoundSetter
    public void setTag(Object tag) {
        this.tag = text(tag);
    }

    public Map<String, ?> getTags() {
        return tags;
    }

    @DataBoundSetter
    public void setTags(Map<String, ?> tags) {
        this.tags = OwnCopy.of(tags);
    }

    public Map<String, ?> getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(Map<String, ?> environment) {
        this.environment = OwnCopy.of(environment);
    }

    public Map<String, ?> getSecrets() {
        return secrets;
    }

    @DataBoundSetter
    public void setSecrets(Map<String, ?> secrets) {
        this.secrets = OwnCopy.of(secrets);
    }

    public Map<String, ?> getDockerLabels() {
        return dockerLabels;
    }

    @DataBoundSetter
    public void setDockerLabels(Map<String, ?> dockerLabels) {
        this.dockerLabels = OwnCopy.of(dockerLabels);
    }

    public Map<String, ?> getLogConfiguration() {
        return logConfiguration;
    }

    @DataBoundSetter
    public void setLogConfiguration(Map<String, ?> logConfiguration) {
        this.logConfiguration = OwnCopy.of(logConfiguration);
    }

    public Map<String, ?> getCommand() {
        return command;
    }

    @DataBoundSetter
    public void setCommand(Map<String, ?> command) {
        this.command = OwnCopy.of(command);
    }

    public Map<String, ?> getEnvironmentFiles() {
        return environmentFiles;
    }

    @DataBoundSetter
    public void setEnvironmentFiles(Map<String, ?> environmentFiles) {
        this.environmentFiles = OwnCopy.of(environmentFiles);
    }

    public String getTaskRoleArn() {
        return taskRoleArn;
    }

    @DataBoundSetter
    public void setTaskRoleArn(String taskRoleArn) {
        this.taskRoleArn = Util.fixEmptyAndTrim(taskRoleArn);
    }

    public String getExecutionRoleArn() {
        return executionRoleArn;
    }

    @DataBoundSetter
    public void setExecutionRoleArn(String executionRoleArn) {
        this.executionRoleArn = Util.fixEmptyAndTrim(executionRoleArn);
    }

    public String getCpu() {
        return cpu;
    }

    @DataBoundSetter
    public void setCpu(Object cpu) {
        this.cpu = text(cpu);
    }

    public String getMemory() {
        return memory;
    }

    @DataBoundSetter
    public void setMemory(Object memory) {
        this.memory = text(memory);
    }

    public Map<String, ?> getFields() {
        return fields;
    }

    @DataBoundSetter
    public void setFields(Map<String, ?> fields) {
        this.fields = OwnCopy.of(fields);
    }

    public boolean isClean() {
        return clean;
    }

    @DataBoundSetter
    public void setClean(boolean clean) {
        this.clean = clean;
    }

    public boolean isStrict() {
        return strict;
    }

    @DataBoundSetter
    public void setStrict(boolean strict) {
        this.strict = strict;
    }
}
