package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Util;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** The arguments that all steps share: where AWS is, and as whom it is called. */
public abstract class AwsStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    private String cluster;
    private String region;
    private String credentialsId;

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** The cluster that ECS takes when none is named (API reference, UpdateService, {@code cluster}). */
    public String clusterOrDefault() {
        return cluster == null ? "default" : cluster;
    }

    /** What was given as a text or a number: Pipeline does not turn numbers into strings. */
    static String text(Object value) {
        return value == null ? null : Util.fixEmptyAndTrim(value.toString());
    }
}
