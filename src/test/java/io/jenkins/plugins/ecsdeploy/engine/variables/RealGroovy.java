package io.jenkins.plugins.ecsdeploy.engine.variables;

import groovy.lang.Binding;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Groovy itself makes of a file: the version that Jenkins has, with an {@code env} like that of Pipeline. */
final class RealGroovy {
    private RealGroovy() {}

    /** @throws RuntimeException or an {@link Error} when Groovy refuses the text or fails in it */
    static Map<String, String> load(String text) {
        Env env = new Env();
        Binding binding = new Binding();
        binding.setVariable("env", env);
        new GroovyShell(binding).evaluate(text);
        return env.values;
    }

    private static final class Env extends GroovyObjectSupport {
        private final Map<String, String> values = new LinkedHashMap<>();

        @Override
        public void setProperty(String name, Object value) {
            values.put(name, String.valueOf(value));
        }
    }
}
