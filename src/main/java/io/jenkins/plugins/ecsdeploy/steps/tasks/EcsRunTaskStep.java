package io.jenkins.plugins.ecsdeploy.steps.tasks;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStep;
import io.jenkins.plugins.ecsdeploy.steps.files.OwnCopy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsRunTask}: runs a task to its end, such as the migration of a database, and shows its log. */
public class EcsRunTaskStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    private String service;
    private String taskDefinition;
    private Integer count;
    private boolean wait = true;
    private Integer timeoutMinutes;
    /** What the engine makes the request of, by argument: texts, booleans, and maps and lists that are the step's own. */
    private Map<String, Object> arguments = new LinkedHashMap<>();

    @DataBoundConstructor
    public EcsRunTaskStep() {}

    /** Fills in what another version did not write. */
    protected Object readResolve() {
        arguments = arguments == null ? new LinkedHashMap<>() : arguments;
        return this;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        checkCaller(context);
        try {
            EcsRunTaskRequest.check(this);
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
        return new EcsRunTaskExecution(context, this);
    }

    /** What the engine makes the request of. */
    Map<String, ?> arguments() {
        return arguments;
    }

    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    public String getContainer() {
        return (String) arguments.get("container");
    }

    @DataBoundSetter
    public void setContainer(String container) {
        arguments.put("container", Util.fixEmptyAndTrim(container));
    }

    public List<?> getCommand() {
        return list("command");
    }

    @DataBoundSetter
    public void setCommand(List<?> command) {
        arguments.put("command", OwnCopy.of(command));
    }

    public Map<String, ?> getEnvironment() {
        return map("environment");
    }

    @DataBoundSetter
    public void setEnvironment(Map<String, ?> environment) {
        arguments.put("environment", OwnCopy.of(environment));
    }

    public String getCpu() {
        return (String) arguments.get("cpu");
    }

    @DataBoundSetter
    public void setCpu(Object cpu) {
        arguments.put("cpu", text(cpu));
    }

    public String getMemory() {
        return (String) arguments.get("memory");
    }

    @DataBoundSetter
    public void setMemory(Object memory) {
        arguments.put("memory", text(memory));
    }

    public String getTaskRoleArn() {
        return (String) arguments.get("taskRoleArn");
    }

    @DataBoundSetter
    public void setTaskRoleArn(String taskRoleArn) {
        arguments.put("taskRoleArn", Util.fixEmptyAndTrim(taskRoleArn));
    }

    public String getExecutionRoleArn() {
        return (String) arguments.get("executionRoleArn");
    }

    @DataBoundSetter
    public void setExecutionRoleArn(String executionRoleArn) {
        arguments.put("executionRoleArn", Util.fixEmptyAndTrim(executionRoleArn));
    }

    public Map<String, ?> getOverrides() {
        return map("overrides");
    }

    @DataBoundSetter
    public void setOverrides(Map<String, ?> overrides) {
        arguments.put("overrides", OwnCopy.of(overrides));
    }

    public String getLaunchType() {
        return (String) arguments.get("launchType");
    }

    @DataBoundSetter
    public void setLaunchType(String launchType) {
        arguments.put("launchType", Util.fixEmptyAndTrim(launchType));
    }

    public List<?> getCapacityProviderStrategy() {
        return list("capacityProviderStrategy");
    }

    @DataBoundSetter
    public void setCapacityProviderStrategy(List<?> capacityProviderStrategy) {
        arguments.put("capacityProviderStrategy", OwnCopy.of(capacityProviderStrategy));
    }

    public String getPlatformVersion() {
        return (String) arguments.get("platformVersion");
    }

    @DataBoundSetter
    public void setPlatformVersion(String platformVersion) {
        arguments.put("platformVersion", Util.fixEmptyAndTrim(platformVersion));
    }

    public List<?> getSubnets() {
        return list("subnets");
    }

    @DataBoundSetter
    public void setSubnets(List<?> subnets) {
        arguments.put("subnets", OwnCopy.of(subnets));
    }

    public List<?> getSecurityGroups() {
        return list("securityGroups");
    }

    @DataBoundSetter
    public void setSecurityGroups(List<?> securityGroups) {
        arguments.put("securityGroups", OwnCopy.of(securityGroups));
    }

    public Boolean getAssignPublicIp() {
        return (Boolean) arguments.get("assignPublicIp");
    }

    @DataBoundSetter
    public void setAssignPublicIp(Boolean assignPublicIp) {
        arguments.put("assignPublicIp", assignPublicIp);
    }

    public Map<String, ?> getTaskTags() {
        return map("taskTags");
    }

    @DataBoundSetter
    public void setTaskTags(Map<String, ?> taskTags) {
        arguments.put("taskTags", OwnCopy.of(taskTags));
    }

    public Integer getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(Integer count) {
        this.count = count;
    }

    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    @SuppressWarnings("unchecked") // It was put there as one.
    private Map<String, ?> map(String argument) {
        return (Map<String, ?>) arguments.get(argument);
    }

    /** A copy, for the form writes its own kind of list. */
    private List<?> list(String argument) {
        List<?> list = (List<?>) arguments.get(argument);
        return list == null ? null : new ArrayList<>(list);
    }

    @Extension
    public static class DescriptorImpl extends EcsRunTaskDescriptor {}
}
