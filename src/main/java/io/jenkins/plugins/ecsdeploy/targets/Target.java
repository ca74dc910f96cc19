package io.jenkins.plugins.ecsdeploy.targets;

import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A named place to deploy to. It holds no secret, only the id of credentials. What is not set is null, or 0 for numbers.
 * Setters refuse what can never work; what was written to the disk by hand is checked when it is used.
 */
public abstract class Target extends AbstractDescribableImpl<Target> {
    private final String name;
    private String region;
    private String cluster;
    private String credentialsId;
    private String roleArn;
    private String externalId;
    private int sessionDurationSeconds;
    private String onAbort;
    private String onFailure;
    private int timeoutMinutes;

    /** @throws IllegalArgumentException if the name cannot be one */
    protected Target(String name) {
        this.name = TargetRules.name(name);
    }

    public final String getName() {
        return name;
    }

    public final String getRegion() {
        return region;
    }

    @DataBoundSetter
    public final void setRegion(String region) {
        this.region = TargetRules.region(name, region);
    }

    /** Name or ARN of the one cluster that steps may name with this target; null for any, and {@code default} else. */
    public final String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public final void setCluster(String cluster) {
        this.cluster = TargetRules.cluster(name, cluster);
    }

    /** Null: those that the build brings along. */
    public final String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public final void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** The role to assume with the credentials. */
    public final String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public final void setRoleArn(String roleArn) {
        this.roleArn = TargetRules.roleArn(name, roleArn);
    }

    public final String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public final void setExternalId(String externalId) {
        this.externalId = TargetRules.externalId(name, externalId);
    }

    /** How long a session with the role lasts; 0 for as long as AWS takes by default. */
    public final int getSessionDurationSeconds() {
        return sessionDurationSeconds;
    }

    @DataBoundSetter
    public final void setSessionDurationSeconds(int sessionDurationSeconds) {
        this.sessionDurationSeconds = TargetRules.sessionDuration(name, sessionDurationSeconds);
    }

    /** The name of an {@link OnAbort} for steps that do not say it themselves. */
    public final String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public final void setOnAbort(String onAbort) {
        this.onAbort = TargetRules.oneOf(name, "onAbort", onAbort, OnAbort.class);
    }

    /** The name of an {@link OnFailure} for steps that do not say it themselves. */
    public final String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public final void setOnFailure(String onFailure) {
        this.onFailure = TargetRules.oneOf(name, "onFailure", onFailure, OnFailure.class);
    }

    /** Minutes that a step waits which does not say it itself; 0 for the step's own default. */
    public final int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public final void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = TargetRules.timeout(name, timeoutMinutes);
    }

    /**
     * Where ECS answers for this target alone. Never on a folder: requests are signed with credentials that the one who
     * configures the folder may not know, so only an administrator may say where they go.
     */
    public String getEndpointUrl() {
        return null;
    }

    /** The same for STS. */
    public String getStsEndpointUrl() {
        return null;
    }

    /**
     * Sets what a connection depends on, whichever the cluster, from the fields of a form that is not saved yet.
     *
     * @throws IllegalArgumentException if one of them cannot be
     */
    final void enter(StaplerRequest2 request) {
        setRegion(request.getParameter("region"));
        setCredentialsId(request.getParameter("credentialsId"));
        setRoleArn(request.getParameter("roleArn"));
        setExternalId(request.getParameter("externalId"));
        setSessionDurationSeconds(TargetDescriptor.number(request.getParameter("sessionDurationSeconds")));
    }

    /** @throws IllegalArgumentException if what was read from the disk could not have been entered */
    final void check() {
        TargetRules.name(name);
        if (region == null) {
            throw TargetRules.wrong(name, Messages.TargetRules_regionMissing());
        }
        TargetRules.region(name, region);
        TargetRules.cluster(name, cluster);
        TargetRules.roleArn(name, roleArn);
        TargetRules.externalId(name, externalId);
        TargetRules.sessionDuration(name, sessionDurationSeconds);
        TargetRules.oneOf(name, "onAbort", onAbort, OnAbort.class);
        TargetRules.oneOf(name, "onFailure", onFailure, OnFailure.class);
        TargetRules.timeout(name, timeoutMinutes);
    }
}
