package io.jenkins.plugins.ecsdeploy.docs;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

/**
 * Runs a piece of a Jenkinsfile without running its steps: those of this plugin are {@linkplain Calls checked}, with the
 * values that they would get, and all others do nothing but run their blocks.
 */
public abstract class SnippetScript extends Script {
    private static final Map<String, Object> BUILD = Map.of("job", "service1-build", "number", 90);
    private static final Map<String, Object> RESULTS = Map.of(
            "ecsRender",
            "{}",
            "ecsDeploy",
            Map.of(
                    "status", "SUCCESSFUL",
                    "service", "web",
                    "deploymentArn", "arn",
                    "deploymentId", "d-TJRH4PU3Z",
                    "taskDefinitionArn", "arn"),
            "ecsRunTask",
            Map.of("status", "SUCCESSFUL", "taskDefinitionArn", "arn"),
            "tagImage",
            Map.of(
                    "image",
                    "registry.example.com/software:dev",
                    "digest",
                    "sha256:" + "1".repeat(64),
                    "previousImage",
                    "registry.example.com/software@sha256:" + "0".repeat(64),
                    "changed",
                    true),
            "ecsVerify",
            List.of(Map.of(
                    "verdict", "WRONG", "check", "image", "subject", "web:90", "message", "missing", "remedy",
                    "push it")),
            "ecsHistory",
            List.of(Map.of(
                    "status",
                    "SUCCESSFUL",
                    "images",
                    Map.of("web", "registry.example.com/web:90"),
                    "startedBy",
                    "alice",
                    "build",
                    BUILD)),
            "upstreamBuildChoice",
            BUILD,
            "importBuildVariables",
            Map.of("SERVICE1_BUILD", "90"));

    /** @return the names of the plugin's steps that it has called */
    static TreeSet<String> run(String script) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(SnippetScript.class.getName());
        // As in the script console, and in the scripts of Extensible Choice.
        configuration.addCompilationCustomizers(new ImportCustomizer().addStarImports("jenkins.model", "hudson.model"));
        TreeSet<String> called = new TreeSet<>();
        Binding binding = new Binding(new HashMap<>(Map.of(
                "called",
                called,
                "env",
                new HashMap<>(Map.of("BUILD_NUMBER", "90", "SERVICE1_COMMIT_MSG", "fix the thing")),
                "params",
                Map.of("SERVICE1", "90", "BUILD_TO_DEPLOY", "90-fix the thing", "VERSION", "0.0.3"),
                "currentBuild",
                new HashMap<>(),
                "build",
                BUILD)));
        // What the text around a piece has, or takes for granted.
        for (String name : new String[] {"rendered", "image", "message", "scm", "none", "any"}) {
            binding.setVariable(name, "the " + name);
        }
        new GroovyShell(SnippetScript.class.getClassLoader(), binding, configuration).evaluate(script);
        return called;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object invokeMethod(String name, Object args) {
        Object[] given = (Object[]) args;
        if (Calls.NAMES.contains(name)) {
            ((TreeSet<String>) getBinding().getVariable("called")).add(name);
            Calls.check(name, arguments(name, given));
        }
        if (given.length > 0 && given[given.length - 1] instanceof Closure<?> block) {
            block.call();
        }
        return RESULTS.get(name);
    }

    private static Map<?, ?> arguments(String name, Object[] given) {
        if (given.length == 0 || given[0] instanceof Closure) {
            return Map.of();
        }
        if (given[0] == RESULTS.get("ecsDeploy")) {
            // The one step that takes such a result knows it, which Pipeline has taken for named arguments.
            return Map.of("deployment", given[0]);
        }
        return given[0] instanceof Map<?, ?> map ? map : Map.of(Calls.argumentOfAValue(name), given[0]);
    }
}
