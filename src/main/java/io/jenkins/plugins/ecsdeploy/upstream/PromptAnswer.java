package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.model.ParameterValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody answered to a {@link Prompt}: the result of the step. It lives no longer than the request. */
final class PromptAnswer extends ParameterValue {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Object> result;

    PromptAnswer(String name, UpstreamBuild build, String submitter) {
        super(name);
        result = new LinkedHashMap<>(build.toMap());
        result.put("submitter", submitter);
    }

    @Override
    public Map<String, Object> getValue() {
        return result;
    }
}
