package dev.watchstream.cli.output;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads sizes in bytes, such as {@code 1000}, {@code 64K}, {@code 5G}; the letters are powers of
 * 1024.
 */
public final class SizeConverter implements ITypeConverter<Long> {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([KMGT]?)(?:I?B)?");

  @Override
  public Long convert(String text) {
    Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not a size such as 1000, 64K or 5G");
    }
    String unit = matcher.group(2);
    int power = unit.isEmpty() ? 0 : "KMGT".indexOf(unit) + 1;
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
    } catch (ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' is too large");
    }
  }
}
