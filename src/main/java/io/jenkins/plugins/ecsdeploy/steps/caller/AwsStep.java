package io.jenkins.plugins.ecsdeploy.steps.caller;

import hudson.Util;
import org.kohsuke.stapler.DataBoundSetter;

/** The arguments that all steps for ECS share: where AWS is, and as whom it is called. */
public abstract class AwsStep extends CallerStep {
    private static final long serialVersionUID = 1L;

    private String cluster;
    private String region;

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

    /** What was given as a text or a number: Pipeline does not turn numbers into strings. */
    protected static String text(Object value) {
        return value == null ? null : Util.fixEmptyAndTrim(value.toString());
    }
}
