package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.steps.files.OwnCopy;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that makes a task definition and deploys it, with the arguments for blue and green tasks. */
public abstract class BlueGreenStep extends TaskDefinitionStep implements BlueGreenArguments {
    private static final long serialVersionUID = 1L;

    private String appSpec;
    private Map<String, ?> variables;
    private String codeDeployApplication;
    private String codeDeployGroup;
    private String codeDeployConfig;
    private String description;
    private boolean ignoreAlarms;
    private String waitUntil = WaitUntil.DONE.name();

    /** Fills in what another version did not write. */
    protected Object readResolve() {
        setWaitUntil(waitUntil);
        return this;
    }

    @Override
    public Map<String, String> paths() {
        Map<String, String> paths = super.paths();
        if (appSpec != null && !TaskDefinitionArgument.isDocument(appSpec)) {
            paths.put(BlueGreenRequest.APP_SPEC, appSpec);
        }
        return paths;
    }

    @Override
    public String getAppSpec() {
        return appSpec;
    }

    @DataBoundSetter
    public void setAppSpec(String appSpec) {
        this.appSpec = Util.fixEmptyAndTrim(appSpec);
    }

    @Override
    public Map<String, ?> getVariables() {
        return variables;
    }

    @DataBoundSetter
    public void setVariables(Map<String, ?> variables) {
        this.variables = OwnCopy.of(variables);
    }

    @Override
    public String getCodeDeployApplication() {
        return codeDeployApplication;
    }

    @DataBoundSetter
    public void setCodeDeployApplication(String codeDeployApplication) {
        this.codeDeployApplication = Util.fixEmptyAndTrim(codeDeployApplication);
    }

    @Override
    public String getCodeDeployGroup() {
        return codeDeployGroup;
    }

    @DataBoundSetter
    public void setCodeDeployGroup(String codeDeployGroup) {
        this.codeDeployGroup = Util.fixEmptyAndTrim(codeDeployGroup);
    }

    @Override
    public String getCodeDeployConfig() {
        return codeDeployConfig;
    }

    @DataBoundSetter
    public void setCodeDeployConfig(String codeDeployConfig) {
        this.codeDeployConfig = Util.fixEmptyAndTrim(codeDeployConfig);
    }

    @Override
    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Util.fixEmptyAndTrim(description);
    }

    @Override
    public boolean isIgnoreAlarms() {
        return ignoreAlarms;
    }

    @DataBoundSetter
    public void setIgnoreAlarms(boolean ignoreAlarms) {
        this.ignoreAlarms = ignoreAlarms;
    }

    @Override
    public String getWaitUntil() {
        return waitUntil;
    }

    @DataBoundSetter
    public void setWaitUntil(String waitUntil) {
        String asked = Util.fixEmptyAndTrim(waitUntil);
        this.waitUntil = asked == null ? WaitUntil.DONE.name() : asked;
    }
}
