package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStep;
import io.jenkins.plugins.ecsdeploy.steps.files.ImagesFile;
import io.jenkins.plugins.ecsdeploy.steps.files.OwnCopy;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** The arguments that all steps share which make a task definition: what to start from and what to change. */
public abstract class TaskDefinitionStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    private String taskDefinition;
    private String imageDefinitions;
    private String artifactsOf;
    private boolean clean;
    private boolean strict;

    /** What is to change, by argument, but for the images of a file: texts, and maps that are the step's own. */
    private final Map<String, Object> changes = new LinkedHashMap<>();

    /** What the step is to change, with the images of an {@code imageDefinitions} file that was read. */
    public TaskDefinitionChanges changes(Map<String, String> imagesOfFile) {
        Map<String, Object> all = new LinkedHashMap<>(changes);
        all.put(ImagesFile.ARGUMENT, imagesOfFile);
        return TaskDefinitionChanges.of(all);
    }

    /** The paths of the files that the arguments name, by argument. */
    public Map<String, String> paths() {
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

    public String getArtifactsOf() {
        return artifactsOf;
    }

    @DataBoundSetter
    public void setArtifactsOf(String artifactsOf) {
        this.artifactsOf = Util.fixEmptyAndTrim(artifactsOf);
    }

    public Map<String, ?> getImages() {
        return map("images");
    }

    @DataBoundSetter
    public void setImages(Map<String, ?> images) {
        changes.put("images", OwnCopy.of(images));
    }

    public String getImageDefinitions() {
        return imageDefinitions;
    }

    @DataBoundSetter
    public void setImageDefinitions(String imageDefinitions) {
        this.imageDefinitions = Util.fixEmptyAndTrim(imageDefinitions);
    }

    public String getTag() {
        return (String) changes.get("tag");
    }

    /** An Object, because a build number is a fine tag and Pipeline does not turn numbers into strings. */
    @DataBoundSetter
    public void setTag(Object tag) {
        changes.put("tag", text(tag));
    }

    public Map<String, ?> getTags() {
        return map("tags");
    }

    @DataBoundSetter
    public void setTags(Map<String, ?> tags) {
        changes.put("tags", OwnCopy.of(tags));
    }

    public Map<String, ?> getEnvironment() {
        return map("environment");
    }

    @DataBoundSetter
    public void setEnvironment(Map<String, ?> environment) {
        changes.put("environment", OwnCopy.of(environment));
    }

    public Map<String, ?> getSecrets() {
        return map("secrets");
    }

    @DataBoundSetter
    public void setSecrets(Map<String, ?> secrets) {
        changes.put("secrets", OwnCopy.of(secrets));
    }

    public Map<String, ?> getDockerLabels() {
        return map("dockerLabels");
    }

    @DataBoundSetter
    public void setDockerLabels(Map<String, ?> dockerLabels) {
        changes.put("dockerLabels", OwnCopy.of(dockerLabels));
    }

    public Map<String, ?> getLogConfiguration() {
        return map("logConfiguration");
    }

    @DataBoundSetter
    public void setLogConfiguration(Map<String, ?> logConfiguration) {
        changes.put("logConfiguration", OwnCopy.of(logConfiguration));
    }

    public Map<String, ?> getCommand() {
        return map("command");
    }

    @DataBoundSetter
    public void setCommand(Map<String, ?> command) {
        changes.put("command", OwnCopy.of(command));
    }

    public Map<String, ?> getEnvironmentFiles() {
        return map("environmentFiles");
    }

    @DataBoundSetter
    public void setEnvironmentFiles(Map<String, ?> environmentFiles) {
        changes.put("environmentFiles", OwnCopy.of(environmentFiles));
    }

    public String getTaskRoleArn() {
        return (String) changes.get("taskRoleArn");
    }

    @DataBoundSetter
    public void setTaskRoleArn(String taskRoleArn) {
        changes.put("taskRoleArn", Util.fixEmptyAndTrim(taskRoleArn));
    }

    public String getExecutionRoleArn() {
        return (String) changes.get("executionRoleArn");
    }

    @DataBoundSetter
    public void setExecutionRoleArn(String executionRoleArn) {
        changes.put("executionRoleArn", Util.fixEmptyAndTrim(executionRoleArn));
    }

    public String getCpu() {
        return (String) changes.get("cpu");
    }

    @DataBoundSetter
    public void setCpu(Object cpu) {
        changes.put("cpu", text(cpu));
    }

    public String getMemory() {
        return (String) changes.get("memory");
    }

    @DataBoundSetter
    public void setMemory(Object memory) {
        changes.put("memory", text(memory));
    }

    public Map<String, ?> getFields() {
        return map("fields");
    }

    @DataBoundSetter
    public void setFields(Map<String, ?> fields) {
        changes.put("fields", OwnCopy.of(fields));
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

    @SuppressWarnings("unchecked") // It was put there as one.
    private Map<String, ?> map(String argument) {
        return (Map<String, ?>) changes.get(argument);
    }
}
