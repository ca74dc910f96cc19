package io.jenkins.plugins.ecsdeploy.engine.deployment;

/** What to do about a deployment in progress that is not ours. */
public enum OnConflict {
    /** Fail before anything is registered or updated. */
    FAIL,
    /** Begin when it has ended. */
    WAIT,
    /** Take its place. */
    REPLACE;

    /** What would become of another deployment, behind its name. */
    public String inPlan() {
        switch (this) {
            case WAIT:
                return "; its end would be waited for";
            case REPLACE:
                return "; it would be replaced";
            default:
                return "";
        }
    }
}
