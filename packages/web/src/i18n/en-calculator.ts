export const enCalculator = {
  'calculator.title': 'Calculator',
}
