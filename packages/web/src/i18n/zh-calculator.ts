export const zhCalculator = {
  'calculator.title': '政策计算器',
}
