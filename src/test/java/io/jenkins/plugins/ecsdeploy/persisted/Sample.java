package io.jenkins.plugins.ecsdeploy.persisted;

import com.thoughtworks.xstream.converters.reflection.ReflectionProvider;
import hudson.model.Result;
import hudson.util.XStream2;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** An object of a persisted class with something in each field, whatever its constructors make of that. */
final class Sample {
    private static final String PLUGIN = "io.jenkins.plugins.ecsdeploy.";

    private final ReflectionProvider reflection = new XStream2().getReflectionProvider();
    private final Map<Class<?>, Class<?>> implementations;
    private final Set<String> classes = new TreeSet<>();

    /** @param implementations what to take for interfaces */
    Sample(Map<Class<?>, Class<?>> implementations) {
        this.implementations = implementations;
    }

    Object of(Class<?> type) {
        classes.add(shortName(type));
        Object sample = reflection.newInstance(type);
        for (Field field : fields(type)) {
            Object value = value(field.getGenericType(), field.getName());
            if (value != null) {
                reflection.writeField(sample, field.getName(), value, field.getDeclaringClass());
            }
        }
        return sample;
    }

    /** All classes of the plugin that were needed so far, superclasses, too. */
    Set<String> classes() {
        return classes;
    }

    static String shortName(Class<?> type) {
        return type.getName().replace(PLUGIN, "");
    }

    static Class<?> named(String shortName) throws ClassNotFoundException {
        return Class.forName(PLUGIN + shortName, false, Sample.class.getClassLoader());
    }

    static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(PLUGIN);
    }

    /** What is written down of an object. */
    List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> declaring = type; declaring != Object.class; declaring = declaring.getSuperclass()) {
            if (isOurs(declaring)) {
                classes.add(shortName(declaring));
            }
            for (Field field : declaring.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private Object value(Type generic, String name) {
        Class<?> type = (Class<?>) (generic instanceof ParameterizedType of ? of.getRawType() : generic);
        if (type == String.class) {
            return name.matches("minResult|result") ? "UNSTABLE" : name;
        }
        if (type == int.class || type == Integer.class) {
            return 7;
        }
        if (type == long.class) {
            return 7L;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == byte[].class) {
            return new byte[] {1, 2};
        }
        if (type == Result.class) {
            return Result.UNSTABLE;
        }
        if (type.isEnum()) {
            classes.add(shortName(type));
            return type.getEnumConstants()[type.getEnumConstants().length - 1];
        }
        if (Map.class.isAssignableFrom(type)) {
            return new LinkedHashMap<>(Map.of(name, "value"));
        }
        if (Collection.class.isAssignableFrom(type)) {
            Object element = value(((ParameterizedType) generic).getActualTypeArguments()[0], name);
            return type == CopyOnWriteArrayList.class
                    ? new CopyOnWriteArrayList<>(List.of(element))
                    : new ArrayList<>(List.of(element));
        }
        Class<?> implementation = implementations.getOrDefault(type, type);
        // What belongs to others, such as the context of a step, is left out.
        return isOurs(implementation) ? of(implementation) : null;
    }
}
